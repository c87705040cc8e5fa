import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, jest, test } from '@jest/globals';
import type pg from 'pg';

import type { Transaction } from '../../src/platform/database/database.js';
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

const NOTE = 'insert into knowledge_pending (capture_id) values ($1)';
const note = (tx: Transaction, id: string) => tx.rows('note', NOTE, [id]);
const areNoted = async (...ids: string[]) =>
  (await world.db.rows('noted', 'select from knowledge_pending where capture_id = any($1::uuid[])', [ids])).length;

test('statements of a transaction that are given in one go are sent in one write', async () => {
  let writes = 0;

  const rows = await world.db.transaction(async (tx) => {
    const write = jest.spyOn(Socket.prototype, '_writev');
    const answers = Promise.all([
      tx.rows('first_of_three', 'select 1 as n'),
      tx.rows('second_of_three', 'select 2 as n'),
    ]);
    tx.send('last_of_three', 'select 3');
    await answers;
    writes = write.mock.calls.length;
    write.mockRestore();
    return answers;
  });

  expect(rows).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  expect(writes).toBe(1);
});

test('a transaction that goes on after a failed statement is not taken for committed', async () => {
  const transaction = world.db.transaction(async (tx) => {
    await tx.rows('no_table', 'select from nowhere').catch(() => undefined);
  });

  await expect(transaction).rejects.toThrow('nowhere');
});

test('a transaction that cannot be begun as it was asked for leaves a connection that others can use', async () => {
  const beyond = world.db.transaction(() => undefined, { statementTimeoutMs: 1e12 });

  await expect(beyond).rejects.toThrow('statement_timeout');
  const others = Array.from({ length: 14 }, () => world.db.transaction((tx) => tx.rows('one', 'select 1 as one')));
  expect(await Promise.all(others)).toHaveLength(14);
});

test('what still goes on beside a statement that failed writes nothing when the transaction is over', async () => {
  const id = randomUUID();
  let beside: Promise<string> = Promise.resolve('');
  const transaction = world.db.transaction((tx) => {
    const fails = tx.rows('wrong', 'select 1 / 0');
    const goesOn = fails
      .catch(() => undefined)
      .then(() => sleep(50))
      .then(() => note(tx, id));
    beside = goesOn.then(
      () => 'written',
      (error: unknown) => String(error),
    );
    return fails;
  });

  await expect(transaction).rejects.toThrow('division by zero');
  expect(await beside).toContain('over');
  expect(await areNoted(id)).toBe(0);
});

describe('a statement for which nobody waits', () => {
  const send = (tx: Transaction, id: string) => {
    tx.send('send_note', NOTE, [id]);
  };
  const fail = (tx: Transaction) => {
    tx.send('send_wrong', 'select 1 / 0');
  };

  test('is run before those that are given after it, and committed with them', async () => {
    const id = randomUUID();
    const seen = await world.db.transaction((tx) => {
      send(tx, id);
      return tx.rows('seen', 'select count(*) as seen from knowledge_pending where capture_id = $1', [id]);
    });

    expect(seen).toEqual([{ seen: 1 }]);
    expect(await areNoted(id)).toBe(1);
  });

  test('fails its transaction when it is the last', async () => {
    const id = randomUUID();
    const transaction = world.db.transaction((tx) => {
      send(tx, id);
      fail(tx);
    });

    await expect(transaction).rejects.toThrow('division by zero');
    expect(await areNoted(id)).toBe(0);
  });

  test('is named as the cause when those after it fail for it', async () => {
    const transaction = world.db.transaction(async (tx) => {
      fail(tx);
      await tx.rows('one', 'select 1 as one');
    });

    await expect(transaction).rejects.toThrow('division by zero');
  });

  test('is not taken for the cause when one before it has failed', async () => {
    const id = randomUUID();
    const transaction = world.db.transaction(async (tx) => {
      const wrong = tx.rows('no_table', 'select from nowhere');
      send(tx, id);
      await wrong;
    });

    await expect(transaction).rejects.toThrow('nowhere');
    expect(await areNoted(id)).toBe(0);
  });

  test('has the transaction tried again when that may help', async () => {
    const id = randomUUID();
    let tries = 0;
    await world.db.transaction((tx) => {
      tries++;
      if (tries === 1) tx.send('give_way', `do $$ begin raise exception sqlstate '40001'; end $$`);
      send(tx, id);
    });

    expect(tries).toBe(2);
    expect(await areNoted(id)).toBe(1);
  });

  test('leaves a connection on which the next transaction is as good as any', async () => {
    for (let i = 0; i < 30; i++) await world.db.transaction(fail).catch(() => undefined);

    expect(await world.db.rows('one', 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
