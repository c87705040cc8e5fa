import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeGln } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { runs } from '../support/runs.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const RUNS = runs(30);
const ELSEWHERE = makeGln('950600040001');
const world = setUpWorld();
const send = (...movements: MovementItem[]) => record(world.as('WAREHOUSE'), ...movements);

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Coffee' }]);
});

let counter = 0;
let number: string;
beforeEach(nextBatch);
function nextBatch(): void {
  counter++;
  number = `IMPORT-${counter}`;
}

const on = (day: number) => `2026-02-0${day}T12:00:00Z`;
const of = (quantity: string, uom = 'KGM') => ({ quantities: [{ gtin: GTIN, batch: number, quantity, uom }] });
const moved = (kind: string, day: number, quantity: string, rest: Partial<MovementItem> = {}): MovementItem => ({
  ...{ id: `${kind} ${number} ${day} ${quantity}`, kind, occurredAt: on(day), place: WAREHOUSE, goods: of(quantity) },
  ...rest,
});
const declared = (quantity: string, uom = 'KGM'): MovementItem => ({
  ...{ id: `declare ${number}`, kind: 'declare', occurredAt: on(1), goods: {} },
  batch: { gtin: GTIN, number, quantity, uom },
});

interface Answer {
  readonly whereabouts: { readonly unaccounted: string };
  readonly asKnown: { readonly unaccounted: string };
  readonly completeness: { readonly score: number; readonly gapCounts: readonly { readonly kind: string }[] };
}

/** What is unaccounted for, by what is on record and the same by what is known now; and what is wrong with the record. */
async function ask() {
  await searchForGaps(world);
  world.clock = new Date(world.clock.getTime() + 60_000);
  const knownAt = new Date(world.clock.getTime() - 1);
  const { batch } = await world.graphql<{ batch: Answer }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!, $knownAt: DateTime!) {
      batch(gtin: $gtin, number: $number) {
        whereabouts { unaccounted }
        asKnown: whereabouts(asKnownAt: $knownAt) { unaccounted }
        completeness { score gapCounts { kind } }
      }
    }`,
    { gtin: GTIN, number, knownAt: knownAt.toISOString() },
  );
  const { whereabouts, asKnown, completeness } = batch;
  expect(asKnown.unaccounted).toBe(whereabouts.unaccounted);
  return {
    unaccounted: whereabouts.unaccounted,
    score: completeness.score,
    gaps: completeness.gapCounts.map(({ kind }) => kind),
  };
}

describe('a batch that is declared', () => {
  test('and never seen lacks nothing on record; all of it is unaccounted for', async () => {
    await send(declared('100'));

    expect(await ask()).toEqual({ unaccounted: '100', score: 100, gaps: [] });
  });

  test('and received, though nobody recorded a making or a shipment, is accounted for; that is a gap', async () => {
    await send(declared('100'), moved('receive', 3, '100'));

    expect(await ask()).toMatchObject({ unaccounted: '0', gaps: ['RECEIVED_NEVER_SHIPPED'] });
  });

  test('and of which less was received names the difference', async () => {
    await send(declared('100'), moved('receive', 3, '60'), moved('receive', 4, '10', { place: STORE }));

    expect(await ask()).toMatchObject({ unaccounted: '30' });
  });

  test('and of which more was received, too', async () => {
    await send(declared('100'), moved('receive', 3, '120'));

    expect(await ask()).toMatchObject({ unaccounted: '-20' });
  });

  test('is counted once when the shipment is told late, made before or not', async () => {
    await send(declared('100'), moved('receive', 3, '100'), moved('ship', 2, '100', { place: PLANT }));
    expect(await ask()).toMatchObject({ unaccounted: '0', gaps: ['NEGATIVE_STOCK'] });

    await send(moved('commission', 1, '100', { place: PLANT }));
    expect(await ask()).toMatchObject({ unaccounted: '0', gaps: [] });
  });

  test('and made, and received though its shipment is missing, is counted once', async () => {
    await send(declared('100'), moved('commission', 1, '100', { place: PLANT }), moved('receive', 3, '40'));
    expect(await ask()).toMatchObject({ unaccounted: '0' });

    await send(moved('adjust', 4, '-5', { place: PLANT }));
    expect(await ask()).toMatchObject({ unaccounted: '5' });
  });

  test('and passed on after it arrived, used up, given serials or destroyed, is still accounted for', async () => {
    const serials = Array.from({ length: 10 }, (_, i) => `${number}-${i}`);
    const pieces = (kind: string, day: number, quantity: string, rest: object = {}) =>
      moved(kind, day, quantity, { goods: of(quantity, 'H87'), ...rest });
    await send(
      declared('100', 'H87'),
      pieces('receive', 2, '100', { carrier: 'A' }),
      pieces('ship', 3, '30', { carrier: 'B' }),
      pieces('receive', 4, '20', { place: STORE, carrier: 'B' }),
      pieces('destroy', 5, '5', { place: STORE }),
      pieces('transform', 6, '10', { outputs: { serials: [{ gtin: GTIN, batch: number, serials }] } }),
      units('destroy', serials.slice(0, 2), { occurredAt: on(7) }),
    );

    expect(await ask()).toMatchObject({ unaccounted: '0' });
  });
});

describe('a quantity that arrives', () => {
  const journeyOf = (shippedAt: string, receivedAt: string) => [
    moved('commission', 1, '100', { place: PLANT }),
    moved('ship', 2, '100', { place: PLANT, order: 'O-1', occurredAt: shippedAt }),
    moved('receive', 3, '100', { order: 'O-1', occurredAt: receivedAt }),
  ];
  const gaps = async () => (await ask()).gaps.toSorted();

  test('before its shipment cannot be of it: it was never shipped, and the shipment is overdue', async () => {
    await send(...journeyOf('2026-02-02T12:00:00Z', '2026-02-01T18:00:00Z'));
    expect(await gaps()).toEqual(['RECEIVED_NEVER_SHIPPED', 'SHIPPED_NEVER_RECEIVED']);

    await send(moved('receive', 4, '100', { place: STORE, order: 'O-1' }));
    expect(await gaps()).toEqual(['QUANTITY_IN_NOT_OUT']);
  });

  test('a few minutes before it by another clock is of it', async () => {
    await send(...journeyOf('2026-02-02T12:00:00Z', '2026-02-02T11:56:00Z'));

    expect(await gaps()).toEqual([]);
  });

  test('under no number, after what was shipped under one, is of it; before that, not', async () => {
    const [made, ...others] = journeyOf('2026-02-02T12:00:00Z', '2026-02-03T12:00:00Z');
    await send(...(made ? [made] : []), ...others.map((one, i) => (i === 1 ? { ...one, order: null } : one)));
    expect(await gaps()).toEqual([]);

    nextBatch();
    const early = journeyOf('2026-02-02T12:00:00Z', '2026-02-01T18:00:00Z');
    await send(...early.map((one, i) => (i === 2 ? { ...one, order: null } : one)));
    expect(await gaps()).toEqual(['RECEIVED_NEVER_SHIPPED', 'SHIPPED_NEVER_RECEIVED']);
  });
});

/** Of 100 that are declared, some were made, some arrived by a shipment and some without, at two places; some went on. */
const imports = fc.record({
  made: fc.constantFrom('0', '30', '70'),
  shipped: fc.boolean(),
  atWarehouse: fc.constantFrom('20', '40'),
  atStore: fc.constantFrom('15', '25'),
  sentOn: fc.constantFrom('5', '10'),
  order: fc.array(fc.nat(100), { minLength: 7, maxLength: 7 }),
});

test(
  'what is unaccounted for is the same in whatever order it is told: what was neither made nor came from nowhere on record',
  async () => {
    await fc.assert(
      fc.asyncProperty(imports, async ({ made, shipped, atWarehouse, atStore, sentOn, order }) => {
        nextBatch();
        const told = [
          declared('100'),
          ...(made === '0' ? [] : [moved('commission', 1, made, { place: PLANT })]),
          ...(shipped ? [moved('ship', 2, atWarehouse, { place: PLANT, destination: WAREHOUSE })] : []),
          moved('receive', 3, atWarehouse),
          moved('receive', 4, atStore, { place: STORE }),
          moved('ship', 5, sentOn, { destination: ELSEWHERE }),
          moved('receive', 6, sentOn, { place: ELSEWHERE }),
        ];
        const shuffled = told.map((one, i) => [order[i] ?? 0, one] as const).sort(([a], [b]) => a - b);
        for (const [, one] of shuffled) {
          await send(one);
          await sealKnowledge(world.db, world.clock);
        }

        // What nothing on record brought there is of what was made, as far as that goes.
        const notMade = Math.max(0, Number(atWarehouse) - Number(made));
        const fromNowhere = (shipped ? notMade : Number(atWarehouse)) + Number(atStore);
        expect((await ask()).unaccounted).toBe(String(100 - Math.max(Number(made), fromNowhere)));
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * 10_000,
);
