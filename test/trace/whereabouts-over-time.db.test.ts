import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import { correctMovement, type MovementItem, registerBatches, sealKnowledge } from '../../src/movements/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import type { HistoryArgs } from '../../src/trace/journeys/goods-history.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import {
  anyDelivery,
  BATCHES,
  type Happening,
  history,
  itemOf,
  momentOf,
  requestsOf,
} from '../movements/arbitrary-history.js';
import { Eraser } from '../movements/ledger-snapshot.js';
import { runs } from '../support/runs.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const RUNS = runs(50);
const PER_RUN_MS = 10_000;

let eraser: Eraser;
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

/** Time goes on, by our clock, and what was captured until then is known. */
async function later(): Promise<Date> {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  return new Date(world.clock.getTime() - 1);
}

/** Of a batch that nobody has heard of; once somebody has, of the time before. */
const NOTHING_KNOWN = {
  places: [],
  made: null,
  unaccounted: null,
  remade: '0',
  units: 0,
  disputed: false,
  disputedUnits: 0,
};

async function whereabouts(number: string, args: HistoryArgs = {}) {
  const id = batchId(GTIN, parseBatchNumber(number) as never);
  batchById.forget(world.db, [id]);
  const [batch] = await batchById.find(world.db, [id]);
  if (!batch) return NOTHING_KNOWN;
  const answer = await whereaboutsOfBatch(world.as('QUALITY'), batch, args);
  const { places, made, unaccounted, remade, units: count, disputed, disputedUnits } = answer;
  return { places, made, unaccounted, remade, units: count, disputed, disputedUnits };
}

test('where a batch was is told as of a time, and as it was known then', async () => {
  const goods = { serials: [{ gtin: GTIN, batch: 'TIMES', serials: ['T-1', 'T-2'] }] };
  await record(world.as('WAREHOUSE'), {
    ...units('commission', []),
    occurredAt: '2026-02-01T06:00:00Z',
    place: PLANT,
    goods,
  });
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number: 'TIMES', quantity: '3' }]);
  const before = await later();
  await record(
    world.as('WAREHOUSE'),
    units('receive', ['T-1'], { id: 'times', occurredAt: '2026-02-01T09:00:00Z', place: WAREHOUSE }),
  );
  const received = await later();
  await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id: 'times', reason: 'DID_NOT_OCCUR' });
  await later();

  const places = async (args: HistoryArgs) => (await whereabouts('TIMES', args)).places.map((place) => place.units);
  expect(await places({})).toEqual([2]);
  expect(await places({ asKnownAt: before })).toEqual([2]);
  expect(await places({ asKnownAt: received })).toEqual([1, 1]);
  expect(await places({ asKnownAt: received, asOf: new Date('2026-02-01T08:00:00Z') })).toEqual([2]);
  expect(await whereabouts('TIMES', { asKnownAt: received })).toMatchObject({
    made: { quantity: '3' },
    unaccounted: '1',
  });
});

test('a quantity in a case was in dispute from when it was known that records of its pallet contradict each other', async () => {
  const CASE = makeSscc('09506000044770001');
  const PALLET = makeSscc('09506000044770002');
  const warehouse = world.as('WAREHOUSE');
  const of = (minute: number, rest: Pick<MovementItem, 'goods'> & Partial<MovementItem>) => ({
    occurredAt: momentOf(minute).toISOString(),
    place: PLANT,
    ...rest,
  });
  await record(
    warehouse,
    {
      kind: 'pack',
      ...of(1, { container: CASE, goods: { quantities: [{ gtin: GTIN, batch: 'AROUND', quantity: '5' }] } }),
    },
    { kind: 'pack', ...of(2, { container: PALLET, goods: { ssccs: [CASE] } }) },
    { kind: 'observe', id: 'around', ...of(3, { goods: { ssccs: [PALLET] } }) },
    { kind: 'unpack', ...of(4, { container: PALLET, goods: { ssccs: [CASE] } }) },
  );
  const before = await later();
  await record(warehouse, {
    kind: 'observe',
    id: 'around',
    ...of(3, { place: WAREHOUSE, goods: { ssccs: [PALLET] } }),
  });
  const since = await later();

  expect(await whereabouts('AROUND')).toMatchObject({ disputed: true });
  expect(await whereabouts('AROUND', { asKnownAt: before })).toMatchObject({ disputed: false });
  expect(await whereabouts('AROUND', { asKnownAt: since })).toMatchObject({ disputed: true });
});

test('what will be known cannot be asked for', async () => {
  await expect(whereabouts('TIMES', { asKnownAt: new Date(world.clock.getTime() + 1) })).rejects.toThrow('future');
});

const anyHistory = history(14).chain((happenings) =>
  fc.record({
    happenings: fc.constant(happenings),
    wrong: fc.subarray([...happenings.keys()]),
    disputed: fc.subarray([...happenings.keys()], { maxLength: Math.min(2, happenings.length) }),
    delivery: anyDelivery(happenings.length),
  }),
);

test(
  'what is answered as known at a time is what was answered then, whatever came late or was corrected since (A9)',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async ({ happenings, wrong, disputed, delivery }) => {
        await eraser.erase();
        const then: { readonly at: Date; readonly answers: unknown }[] = [];
        const note = async () => {
          const answers = await answersOf({ asOf: world.clock });
          const midway = await answersOf({ asOf: momentOf(3) });
          then.push({ at: await later(), answers: { answers, midway } });
        };
        for (const request of requestsOf(
          happenings.map((one, index) => itemOf(one, index)),
          delivery,
        )) {
          await record(world.as('WAREHOUSE'), ...request);
          await note();
        }
        for (const index of disputed) {
          const otherwise = { ...happenings[index], minute: 9 };
          await record(world.as('WAREHOUSE'), itemOf(otherwise as Happening, index));
          await note();
        }
        for (const index of wrong) {
          const input = { source: SOURCE, id: `any-${index}`, reason: 'DID_NOT_OCCUR' } as const;
          await correctMovement(world.as('QUALITY'), input);
          await note();
        }

        for (const { at, answers } of then) {
          const now = {
            answers: await answersOf({ asKnownAt: at, asOf: world.clock }),
            midway: await answersOf({ asKnownAt: at, asOf: momentOf(3) }),
          };
          expect(JSON.stringify(now)).toBe(JSON.stringify(answers));
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

const answersOf = (args: HistoryArgs) => Promise.all(BATCHES.map((number) => whereabouts(number, args)));
