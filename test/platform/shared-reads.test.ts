import { expect, test } from '@jest/globals';

import type { Database, Queryable } from '../../src/platform/database/database.js';
import { shared } from '../../src/platform/database/shared-reads.js';

/** A query whose statements are answered when the test says so. */
class Slow {
  readonly asked: string[][] = [];
  private readonly waiting: ((error?: Error) => void)[] = [];
  readonly query = shared<{ key: string }>({
    find: (_db, keys) => {
      this.asked.push([...keys]);
      return new Promise((resolve, reject) => {
        this.waiting.push((error) => {
          if (error) reject(error);
          else resolve(keys.filter((key) => key !== 'nobody').map((key) => ({ key })));
        });
      });
    },
    keyOf: ({ key }) => key,
  });

  async answer(error?: Error): Promise<void> {
    await untilIdle();
    this.waiting.shift()?.(error);
    await untilIdle();
  }
}

const untilIdle = () => new Promise((resolve) => setImmediate(resolve));

const db = { transaction: () => undefined } as unknown as Database;
const tx = { inTransaction: true } as unknown as Queryable;

test('what is asked while a statement runs goes together in the next', async () => {
  const slow = new Slow();
  const first = slow.query.find(db, ['a']);
  const later = [slow.query.find(db, ['b', 'nobody']), slow.query.find(db, ['c']), slow.query.find(db, ['b'])];

  await slow.answer();
  await slow.answer();

  expect(await first).toEqual([{ key: 'a' }]);
  expect(await Promise.all(later)).toEqual([[{ key: 'b' }], [{ key: 'c' }], [{ key: 'b' }]]);
  expect(slow.asked).toEqual([['a'], ['b', 'nobody', 'c']]);
});

test('nobody joins a statement that has begun, even for the same key', async () => {
  const slow = new Slow();
  const first = slow.query.find(db, ['a']);
  await untilIdle();
  const second = slow.query.find(db, ['a']);

  await slow.answer();
  await slow.answer();

  await Promise.all([first, second]);
  expect(slow.asked).toEqual([['a'], ['a']]);
});

test('nobody waits long for a statement that is slow', async () => {
  const slow = new Slow();
  const first = slow.query.find(db, ['a']);
  const second = slow.query.find(db, ['b']);
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(slow.asked).toEqual([['a'], ['b']]);
  await slow.answer();
  await slow.answer();
  expect(await Promise.all([first, second])).toEqual([[{ key: 'a' }], [{ key: 'b' }]]);
});

test('when a shared statement fails, everyone is asked for alone', async () => {
  const slow = new Slow();
  const first = slow.query.find(db, ['a']);
  const bad = slow.query.find(db, ['bad']);
  const good = slow.query.find(db, ['good']);
  const failure = bad.catch((error: unknown) => error);
  await slow.answer();
  await slow.answer(new Error('too much'));
  await slow.answer(new Error('too much'));
  await slow.answer();

  expect(await first).toEqual([{ key: 'a' }]);
  expect(await failure).toEqual(new Error('too much'));
  expect(await good).toEqual([{ key: 'good' }]);
  expect(slow.asked).toEqual([['a'], ['bad', 'good'], ['bad'], ['good']]);
});

test('a transaction and a long list of keys are asked for by themselves', async () => {
  const slow = new Slow();
  const many = Array.from({ length: 100 }, (_, i) => String(i));
  const asked = [slow.query.find(tx, ['a']), slow.query.find(tx, ['b']), slow.query.find(db, many)];

  await slow.answer();
  await slow.answer();
  await slow.answer();

  await Promise.all(asked);
  expect(slow.asked).toEqual([['a'], ['b'], many]);
});
