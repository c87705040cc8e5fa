import { expect, test } from '@jest/globals';
import pg from 'pg';

import { openDatabase } from '../../src/platform/database/database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

test('no statement waits for PostgreSQL to compile it, however the server is set', async () => {
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(`do $$ begin execute format('alter database %I set jit = on', current_database()); end $$`);
  await owner.end();

  const db = await openDatabase({ url: world.database.appUrl, poolSize: 1 });

  expect(await db.rows('jit_setting', `select current_setting('jit') as jit`)).toEqual([{ jit: 'off' }]);
  await db.close();
});
