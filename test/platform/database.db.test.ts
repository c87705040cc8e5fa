import { expect, test } from '@jest/globals';
import type pg from 'pg';

import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

test('a connection that is ended between the pool and its user ends nothing else', async () => {
  const { master: pool } = world.db.source.driver as unknown as { master: pg.Pool };
  // Nobody listens for its errors: the pool no more, and its user not yet.
  const client = (await pool.connect()) as pg.PoolClient & { readonly processID: number };
  const ended = new Promise((resolve) => client.once('end', resolve));
  await world.db.rows('end_connection', 'select pg_terminate_backend($1)', [client.processID]);
  await ended;

  await expect(client.query('select 1')).rejects.toThrow();
  client.release(true);
  expect(await world.db.rows('still_there', 'select 1 as one')).toEqual([{ one: 1 }]);
});
