import { beforeEach, expect, test } from '@jest/globals';

import type { Transaction } from '../../src/platform/database/database.js';
import { SharedTransactions } from '../../src/platform/database/shared-transactions.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

interface Note {
  readonly id: number;
  readonly fails?: boolean;
  /** Is not done before this. */
  readonly until?: Promise<void>;
}

/** Of each transaction that was begun, how many notes it has. */
let begun: number[];
let notes: SharedTransactions<Note, { id: number; xid: string }>;

beforeEach(() => {
  begun = [];
  notes = new SharedTransactions(store);
});

async function store(tx: Transaction, together: readonly Note[]) {
  begun.push(together.length);
  for (const { until } of together) await until;
  const [row] = await tx.rows<{ xid: string }>('which_transaction', 'select pg_current_xact_id()::text as xid');
  if (together.some(({ fails }) => fails)) await tx.rows('fail', 'select 1 / 0');
  return together.map(({ id }) => ({ id, xid: row?.xid ?? '' }));
}

const run = (note: Note) => notes.run(world.db, note);

function gate(): { until: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open };
}

/** The first is begun; whoever comes at the same moment goes along with it. */
async function begin(note: Note) {
  const answer = run(note);
  while (begun.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  return { answer };
}

test('requests that come at the same moment share a transaction', async () => {
  await Promise.all([run({ id: 1 }), run({ id: 2 }), run({ id: 3 })]);

  expect(begun).toEqual([3]);
});

test('requests that come while others are being stored share the next transaction, and each has its own answer', async () => {
  const { until, open } = gate();
  const { answer: first } = await begin({ id: 1, until });
  const rest = Array.from({ length: 20 }, (_, i) => run({ id: i + 2 }));
  open();

  const answers = await Promise.all([first, ...rest]);
  expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  expect(begun).toEqual([1, 20]);
  expect(new Set(answers.slice(1).map(({ xid }) => xid)).size).toBe(1);
});

test('of those that share a transaction, one that fails does so alone', async () => {
  const { until, open } = gate();
  const { answer: first } = await begin({ id: 1, until });
  const rest = [run({ id: 2 }), run({ id: 3, fails: true }), run({ id: 4 })];
  open();

  await first;
  const outcomes = await Promise.allSettled(rest);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(begun).toEqual([1, 3, 1, 1, 1]);
});

test('those that come later do not wait for one that is slow, and readers keep half of the connections', async () => {
  const { until, open } = gate();
  const slow: Promise<unknown>[] = [];
  for (const most of [1, 2, 3, 4, 5, 6]) {
    slow.push(run({ id: most, until }));
    while (begun.length < most) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const late = run({ id: 7 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(begun).toHaveLength(6);

  open();
  await Promise.all(slow);
  expect((await late).id).toBe(7);
});

test('who needs a row that is locked for long waits alone, and not with those who happened to come along', async () => {
  const rival = await world.rival();
  await rival.query('select pg_advisory_xact_lock(4711)');
  const locking = new SharedTransactions<{ locked: boolean }, boolean>(async (tx, together) => {
    if (together.some(({ locked }) => locked)) await tx.rows('lock', 'select pg_advisory_xact_lock(4711)');
    return together.map(({ locked }) => locked);
  });
  const busy = locking.run(world.db, { locked: false });
  const [stuck, ...others] = [true, false, false].map((locked) => locking.run(world.db, { locked }));
  await Promise.all(others);
  await world.someoneWaits();

  await rival.commitTransaction();
  await rival.release();
  expect(await busy).toBe(false);
  expect(await stuck).toBe(true);
});

test('when everything waits for one lock, few connections wait for it, and who reads is answered', async () => {
  const rival = await world.rival();
  await rival.query('select pg_advisory_xact_lock(4712)');
  const locking = new SharedTransactions<number, number>(async (tx, together) => {
    await tx.rows('lock_all', 'select pg_advisory_xact_lock(4712)');
    return together;
  });
  const all = Promise.all(Array.from({ length: 200 }, (_, i) => locking.run(world.db, i)));
  const waiting = () =>
    world.db.rows<{ waiting: number }>(
      'waiting_for_locks',
      `select count(*)::integer as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
  let most = 0;
  for (const end = performance.now() + 1_500; performance.now() < end;)
    most = Math.max(most, (await waiting())[0]?.waiting ?? 0);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);

  await rival.commitTransaction();
  await rival.release();
  expect(await all).toEqual(Array.from({ length: 200 }, (_, i) => i));
});
