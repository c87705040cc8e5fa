import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import {
  correctMovement,
  type MovementItem,
  type Progress,
  rebuildState,
  registerBatches,
} from '../../src/movements/index.js';
import { runs } from '../support/runs.js';
import { GTIN, PALLET, record, registerTestSource, SOURCE, STORE, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { anyDelivery, history, itemOf, requestsOf } from './arbitrary-history.js';
import { Eraser, storedState } from './ledger-snapshot.js';

const RUNS = runs(25);
const PER_RUN_MS = 10_000;
/** Small enough that every history takes several steps. */
const FEW = { movements: 3, goods: 4 };

let eraser: Eraser;
let owner: pg.Client;
// Before the world's own, which drops the database.
afterAll(async () => {
  await eraser.close();
  await owner.end();
});
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
  owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
});
beforeEach(beginAnew);

/** Forgets what was recorded, what was declared, and what a rebuild has left. */
async function beginAnew(): Promise<void> {
  await eraser.erase();
  await owner.query('update batch set quantity = null, uom = null, declared_by = null');
  await owner.query('drop schema if exists retrace_rebuild cascade');
}

interface Options {
  readonly swap?: boolean;
  readonly anew?: boolean;
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
}

function rebuild({ swap = false, ...rest }: Options = {}) {
  return rebuildState({
    ownerUrl: world.database.ownerUrl,
    now: () => world.clock,
    swap,
    atOnce: FEW,
    ...rest,
  });
}

async function everything() {
  const batches = await owner.query('select * from batch order by batch_id');
  const genealogy = await owner.query('select * from genealogy_entry order by goods_id, movement_id, role');
  return { ...(await storedState(world)), batches: batches.rows as unknown[], genealogy: genealogy.rows as unknown[] };
}

/** Some of everything: a batch declared, units made, packed, unpacked, quantities, one thing of another, a correction. */
async function aSupplyChain(): Promise<void> {
  const warehouse = world.as('WAREHOUSE');
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number: 'MILK-1', quantity: '12', uom: 'KGM' }]);
  await record(
    warehouse,
    units('commission', ['A-1', 'A-2', 'A-3', 'A-4'], { id: 'made', occurredAt: '2026-02-01T06:00:00Z' }),
    units('pack', ['A-1', 'A-2', 'A-3'], { id: 'packed', container: PALLET, occurredAt: '2026-02-01T07:00:00Z' }),
    units('unpack', ['A-3'], { id: 'unpacked', container: PALLET, occurredAt: '2026-02-01T08:00:00Z' }),
    units('observe', ['A-4'], { id: 'wrong', occurredAt: '2026-02-01T09:00:00Z', place: STORE }),
    units('transform', ['A-3'], {
      id: 'turned',
      occurredAt: '2026-02-01T10:00:00Z',
      outputs: { serials: [{ gtin: GTIN, serials: ['B-1'] }] },
    }),
    units('pack', ['A-4'], {
      id: 'built-in',
      container: `(01)${GTIN}(21)C-1(10)MILK-1`,
      occurredAt: '2026-02-01T11:00:00Z',
    }),
    {
      id: 'came',
      kind: 'receive',
      occurredAt: '2026-02-01T06:00:00Z',
      place: STORE,
      goods: { quantities: [{ gtin: GTIN, batch: 'MILK-1', quantity: '2.5', uom: 'KGM' }] },
    },
    {
      id: 'came-not',
      kind: 'receive',
      occurredAt: '2026-02-01T06:00:00Z',
      place: STORE,
      goods: { quantities: [{ gtin: GTIN, batch: 'MILK-1', quantity: '7', uom: 'KGM' }] },
    },
  );
  for (const id of ['wrong', 'came-not']) await correct(id);
}

async function correct(id: string): Promise<void> {
  const answer = await correctMovement(world.as('QUALITY'), { source: SOURCE, id, reason: 'DID_NOT_OCCUR' });
  if (answer.outcome !== 'MovementCorrected') throw new Error(answer.message);
}

/** A history, how it arrives, which of its movements are said otherwise too, and which are corrected. */
const anything = history(25).chain((happenings) =>
  fc.record({
    items: fc.constant(happenings.map((one, index) => itemOf(one, index))),
    delivery: anyDelivery(happenings.length),
    wrong: fc.subarray([...happenings.keys()]),
    contrary: fc.subarray([...happenings.keys()]),
    // What arrives when the rebuild has begun.
    late: fc.nat(10),
  }),
);

const saidOtherwise = (item: MovementItem): MovementItem => ({ ...item, order: 'ANOTHER' });

test(
  'of any history, with conflicts, corrections and what comes meanwhile, a rebuild finds what is stored',
  async () => {
    await fc.assert(
      fc.asyncProperty(anything, async ({ items, delivery, wrong, contrary, late }) => {
        await beginAnew();
        const requests = requestsOf(items, delivery);
        const waiting = [
          ...requests.map((request) => async () => {
            await record(world.as('WAREHOUSE'), ...request);
          }),
          ...contrary.map((index) => async () => {
            await record(world.as('WAREHOUSE'), ...items.slice(index, index + 1).map(saidOtherwise));
          }),
          ...wrong.map((index) => () => correct(`any-${index}`)),
        ];
        const meanwhile = waiting.splice(Math.max(0, waiting.length - late));
        for (const arrive of waiting) await arrive();

        const done = await rebuild({
          onProgress: ({ step }) => (step === 'holding captures' ? undefined : meanwhile.shift()?.()),
        });
        for (const arrive of meanwhile) await arrive();

        expect(done).toMatchObject({ outcome: 'StateConfirmed' });
        expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

const SPOILED = [
  ['goods_movement', 'missing', `delete from goods_movement where kind = 'commission'`],
  ['goods_movement', 'changed', `update goods_movement set location_id = null where kind = 'commission'`],
  [
    'goods_movement',
    'extra',
    `insert into goods_movement select goods_id, gen_random_uuid(), occurred_at, kind, source_sequence
       from goods_movement where kind = 'commission'`,
  ],
  ['voided_goods_movement', 'missing', 'delete from voided_goods_movement'],
  ['voided_goods_movement', 'changed', `update voided_goods_movement set occurred_at = occurred_at + interval '1 s'`],
  ['voided_goods_movement', 'extra', 'insert into voided_goods_movement select * from goods_movement'],
  ['goods_state', 'missing', 'delete from goods_state'],
  ['goods_state', 'changed', `update goods_state set placed_kind = 'destroy'`],
  [
    'goods_state',
    'extra',
    `insert into goods_state (goods_id, seen_at, seen_kind, seen_sequence, seen_movement_id, placed_after_packed)
       values (gen_random_uuid(), now(), 'observe', 0, gen_random_uuid(), false)`,
  ],
  ['packing_by_child', 'missing', 'delete from packing_by_child'],
  ['packing_by_child', 'changed', 'update packing_by_child set unpacked_at = now()'],
  [
    'packing_by_child',
    'extra',
    `insert into packing_by_child (child_id, parent_id, packed_at, packed_sequence, pack_movement_id)
       select child_id, parent_id, packed_at, 0, gen_random_uuid() from packing_by_child`,
  ],
  ['packing_by_parent', 'missing', 'delete from packing_by_parent'],
  ['packing_by_parent', 'changed', 'update packing_by_parent set packed_sequence = 7'],
  ['packing_by_parent', 'extra', 'update packing_by_parent set parent_id = gen_random_uuid()'],
  ['stock_entry', 'missing', 'delete from stock_entry'],
  ['stock_entry', 'changed', 'update stock_entry set quantity = quantity + 1'],
  ['stock_entry', 'extra', 'insert into stock_entry select * from voided_stock_entry'],
  ['voided_stock_entry', 'missing', 'delete from voided_stock_entry'],
  ['voided_stock_entry', 'changed', `update voided_stock_entry set uom = 'LTR'`],
  ['voided_stock_entry', 'extra', 'insert into voided_stock_entry select * from stock_entry'],
  ['genealogy_entry', 'missing', 'delete from genealogy_entry'],
  ['genealogy_entry', 'extra', `insert into genealogy_entry values (gen_random_uuid(), gen_random_uuid(), 'INPUT')`],
  ['batch', 'changed', `update batch set quantity = 13 where number = 'MILK-1'`],
  ['batch', 'changed', 'update batch set quantity = null, declared_by = null'],
] as const;

test.each(SPOILED)('a row of %s that is %s is found, named and put right', async (table, how, spoil) => {
  await aSupplyChain();
  const right = await everything();
  await owner.query(spoil);

  const compared = await rebuild();
  const untouched = await everything();
  const swapped = await rebuild({ swap: true });

  expect(compared).toMatchObject({ outcome: 'StateDiffers', differences: [{ table }] });
  if (compared.outcome !== 'StateDiffers') throw new Error(compared.outcome);
  expect(compared.differences).toHaveLength(1);
  expect(compared.differences[0]?.[how === 'changed' ? 'changed' : how]).toBeGreaterThan(0);
  expect(compared.differences[0]?.examples.length).toBeGreaterThan(0);
  expect(untouched).not.toEqual(right);
  expect(swapped).toMatchObject({ outcome: 'StateReplaced', differences: [{ table }] });
  expect(await everything()).toEqual(right);
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test('without anything on record there is nothing to put right', async () => {
  expect(await rebuild({ swap: true })).toEqual({ outcome: 'StateConfirmed', movements: 0, links: 0, goods: 0 });
});

test('what is recorded and corrected while it runs is in what it puts in place', async () => {
  await aSupplyChain();
  await owner.query('delete from goods_state');
  const steps: string[] = [];
  const onProgress = async ({ step }: Progress) => {
    steps.push(step);
    const at = `2026-02-02T12:00:${String(steps.length).padStart(2, '0')}Z`;
    // While captures are held, this would wait for the rebuild, and it for this.
    if (step === 'holding captures') return;
    await record(world.as('WAREHOUSE'), units('observe', ['A-1', `C-${steps.length}`], { occurredAt: at, id: at }));
    if (steps.length === 3) await correct('unpacked');
  };

  const done = await rebuild({ swap: true, onProgress });

  expect(done).toMatchObject({ outcome: 'StateReplaced' });
  expect(new Set(steps)).toEqual(new Set(['movements', 'goods', 'late movements', 'comparing', 'holding captures']));
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test('a pallet that is emptied while it runs, and whose emptying is then corrected, is followed both times', async () => {
  await aSupplyChain();
  const emptied = { id: 'emptied', kind: 'unpack', occurredAt: '2026-02-03T12:00:00Z', container: PALLET, goods: {} };
  const during = (arrive: () => Promise<unknown>) => {
    let isFirst = true;
    return rebuild({
      onProgress: async () => {
        if (isFirst) await arrive();
        isFirst = false;
      },
    });
  };

  const full = await everything();
  expect(await during(() => record(world.as('WAREHOUSE'), emptied))).toMatchObject({ outcome: 'StateConfirmed' });
  const empty = await everything();
  expect(await during(() => correct('emptied'))).toMatchObject({ outcome: 'StateConfirmed' });

  expect(empty.states).not.toEqual(full.states);
  expect((await everything()).states).toEqual(full.states);
});

test('what is scanned at the moment of the swap waits for it, and counts', async () => {
  await aSupplyChain();
  await owner.query('delete from goods_state');
  const scans: Promise<unknown>[] = [];

  await rebuild({
    swap: true,
    onProgress: async ({ step }) => {
      if (step !== 'holding captures') return;
      scans.push(record(world.as('WAREHOUSE'), units('observe', ['A-1'], { id: 'at-the-moment', place: STORE })));
      await world.someoneWaits();
    },
  });
  await Promise.all(scans);

  expect(scans).toHaveLength(1);
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test.each(['movements', 'goods', 'late movements', 'comparing', 'holding captures'] as const)(
  'a rebuild that dies at %s goes on where it was, with what came in between',
  async (where) => {
    await aSupplyChain();
    await owner.query('delete from goods_state');
    let isNew = true;
    const die = async ({ step }: Progress) => {
      if (isNew) await record(world.as('WAREHOUSE'), units('observe', ['A-4'], { id: 'early' }));
      isNew = false;
      if (step === where) throw new Error('killed');
    };
    const seen: Progress[] = [];

    await expect(rebuild({ swap: true, onProgress: die })).rejects.toThrow('killed');
    await record(world.as('WAREHOUSE'), units('observe', ['A-1', 'D-1'], { id: 'between' }));
    await correct('turned');
    const done = await rebuild({ swap: true, onProgress: (progress) => void seen.push(progress) });

    expect(done).toMatchObject({ outcome: 'StateReplaced' });
    const all = await rebuild({ anew: true });
    expect(all).toMatchObject({ outcome: 'StateConfirmed' });
    if (!('movements' in done) || !('movements' in all)) throw new Error();
    expect(where === 'movements' || seen[0]?.step !== 'movements').toBe(true);
    expect(done.movements).toBeLessThan(all.movements);
  },
);

test('whoever reads meanwhile sees the old rows or the new ones, also in a picture taken before', async () => {
  await aSupplyChain();
  const [right] = (await owner.query('select count(*) from goods_state')).rows as [{ count: number }];
  await owner.query(`delete from goods_state where placed_kind = 'commission' or container_id is not null`);
  const [old] = (await owner.query('select count(*) from goods_state')).rows as [{ count: number }];
  const count = async (reader: pg.Client) =>
    ((await reader.query('select count(*) from goods_state')).rows as [{ count: number }])[0].count;
  const before = new pg.Client({ connectionString: world.database.appUrl });
  await before.connect();
  await before.query('begin isolation level repeatable read read only');
  await before.query('select 1 from capture');
  const reader = new pg.Client({ connectionString: world.database.appUrl });
  await reader.connect();

  const during: number[] = [];
  await rebuild({
    swap: true,
    onProgress: async () => {
      during.push(await count(reader));
    },
  });

  expect(old.count).toBeLessThan(right.count);
  expect(new Set(during)).toEqual(new Set([old.count]));
  expect(await count(before)).toBe(old.count);
  expect(await count(reader)).toBe(right.count);
  await before.end();
  await reader.end();
});

test('of two at once, the second says so and does nothing', async () => {
  await aSupplyChain();
  const outcomes: string[] = [];

  const first = await rebuild({
    onProgress: async () => {
      outcomes.push((await rebuild()).outcome);
    },
  });

  expect(first).toMatchObject({ outcome: 'StateConfirmed' });
  expect(new Set(outcomes)).toEqual(new Set(['RebuildUnderWay']));
});

test('nothing is left of it when it is done', async () => {
  await aSupplyChain();

  await rebuild({ swap: true });

  const { rows } = await owner.query(`select 1 from pg_namespace where nspname = 'retrace_rebuild'`);
  expect(rows).toEqual([]);
});
