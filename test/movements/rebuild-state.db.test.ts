import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type MovementItem, type Progress } from '../../src/movements/index.js';
import { runs } from '../support/runs.js';
import { PALLET, record, units } from '../support/supply-chain.js';
import { anyDelivery, history, itemOf, requestsOf } from './arbitrary-history.js';
import { aSupplyChain, beginAnew, correct, everything, owner, rebuild, world } from './rebuild-story.js';

const RUNS = runs(25);
const PER_RUN_MS = 4_000;

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
