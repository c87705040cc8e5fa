import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Moved, netTransit } from '../../src/trace/whereabouts/net-transit.js';

interface Said {
  readonly by?: string;
  /** A site of ours, or a customer. */
  readonly to?: string;
  readonly customer?: string;
  readonly batch?: string;
}

/** So much that left on a day, or below zero, arrived. */
function moved(day: number, quantity: number, { by, to, customer, batch = 'B' }: Said = {}): Moved {
  return {
    placeKind: 'IN_TRANSIT',
    locationId: null,
    carrierId: by ?? null,
    consigneeId: customer ?? null,
    customerId: customer ?? null,
    siteId: to ?? null,
    movedAt: new Date(Date.UTC(2026, 1, day)),
    batchNumber: batch,
    quantity: String(quantity),
    uom: 'KGM',
    gtin: '09506000000011' as never,
  };
}

const told = async (...all: Moved[]) =>
  (await netTransit(all))
    .map(({ carrierId, consigneeId, quantity }) => [carrierId, consigneeId, quantity].filter(Boolean).join(' '))
    .sort();

describe('an arrival', () => {
  test('is of what had left by then', async () => {
    expect(
      await told(
        moved(19, 100, { by: 'CB', to: 'W1' }),
        moved(20, -50, { to: 'W1' }),
        moved(21, 50, { by: 'CA', customer: 'K1' }),
      ),
    ).toEqual(['CA K1 50', 'CB 50']);
    expect(await told(moved(20, -5, { by: 'CA' }), moved(21, 5, { by: 'CA' }))).toEqual(['-5', 'CA 5']);
    expect(await told(moved(20, -5), moved(20, 5, { by: 'CA' }))).toEqual([]);
  });

  test('is of what was bound for there, then of what was bound for nobody named, and only then of the rest', async () => {
    const sent = [
      moved(1, 10, { by: 'CA', customer: 'K1' }),
      moved(1, 10, { by: 'CB', to: 'W1' }),
      moved(1, 10, { by: 'CX' }),
    ];

    expect(await told(...sent, moved(2, -10, { to: 'W1' }))).toEqual(['CA K1 10', 'CX 10']);
    expect(await told(...sent, moved(2, -20, { to: 'W1' }))).toEqual(['CA K1 10']);
    expect(await told(...sent, moved(2, -25, { to: 'W1' }))).toEqual(['CA K1 5']);
    expect(await told(...sent, moved(2, -31, { to: 'W1' }))).toEqual(['-1']);
  });

  test('is of the carrier that it names, unless that was bound for others', async () => {
    const sent = [
      moved(1, 10, { by: 'CA', to: 'W1' }),
      moved(1, 10, { by: 'CB' }),
      moved(1, 10, { by: 'CX', to: 'W2' }),
    ];

    expect(await told(...sent, moved(2, -10, { by: 'CB', to: 'W1' }))).toEqual(['CA 10', 'CX 10']);
    expect(await told(...sent, moved(2, -10, { by: 'CX', to: 'W1' }))).toEqual(['CB 10', 'CX 10']);
  });

  test('at one site of a customer is of what was bound for that site, or for no site named', async () => {
    const sent = [
      moved(1, 10, { by: 'CA', customer: 'K1', to: 'north' }),
      moved(1, 10, { by: 'CB', customer: 'K1', to: 'south' }),
    ];

    expect(await told(...sent, moved(2, -10, { customer: 'K1', to: 'south' }))).toEqual(['CA K1 10']);
    expect(
      await told(...sent, moved(1, 10, { by: 'CX', customer: 'K1' }), moved(2, -20, { customer: 'K1', to: 'south' })),
    ).toEqual(['CA K1 10']);
  });

  test('of one batch is not of another', async () => {
    expect(await told(moved(1, 10, { by: 'CA', batch: 'ONE' }), moved(2, -10, { batch: 'TWO' }))).toEqual([
      '-10',
      'CA 10',
    ]);
  });
});

describe('where nothing says which of several carriers brought it', () => {
  const sent = [moved(1, 30, { by: 'CA', to: 'W1' }), moved(1, 20, { by: 'CB', to: 'W1' })];

  test('each may still have the most that is left, and the sum is exact', async () => {
    expect(await told(...sent, moved(2, -10, { to: 'W1' }))).toEqual(['-10', 'CA 30', 'CB 20']);
    expect(await told(...sent, moved(2, -35, { to: 'W1' }))).toEqual(['-15', 'CA 15', 'CB 15']);
    expect(await told(...sent, moved(2, -50, { to: 'W1' }))).toEqual([]);
  });

  test('a later arrival may settle it', async () => {
    expect(await told(...sent, moved(2, -20, { to: 'W1' }), moved(3, -30, { by: 'CA', to: 'W1' }))).toEqual([]);
    expect(await told(...sent, moved(2, -20, { to: 'W1' }), moved(3, -20, { by: 'CB', to: 'W1' }))).toEqual(['CA 10']);
  });

  test('what leaves later is certain to be on its way', async () => {
    expect(await told(...sent, moved(2, -40, { to: 'W1' }), moved(3, 5, { by: 'CX', to: 'W1' }))).toEqual([
      '-10',
      'CA 10',
      'CB 10',
      'CX 5',
    ]);
  });
});

test('no carrier is told to have less than it has, the sum is exact, and order is no matter', async () => {
  const trip = fc.record({
    by: fc.constantFrom('CA', 'CB', 'CX'),
    to: fc.constantFrom('W1', 'W2'),
    day: fc.integer({ min: 1, max: 6 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    /** How much of it arrived, after how many days, and whether its carrier was noted. */
    arrived: fc.integer({ min: 0, max: 9 }),
    days: fc.integer({ min: 0, max: 3 }),
    isNoted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(trip, { maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      async (trips, shuffle) => {
        const movements = trips.flatMap(({ by, to, day, quantity, arrived, days, isNoted }) => {
          const came = Math.min(arrived, quantity);
          const arrival = moved(day + days, -came, isNoted ? { by, to } : { to });
          return [moved(day, quantity, { by, to }), ...(came === 0 ? [] : [arrival])];
        });

        const answer = await netTransit(movements);

        for (const carrier of ['CA', 'CB', 'CX']) {
          const left = trips
            .filter(({ by }) => by === carrier)
            .map(({ quantity, arrived }) => quantity - Math.min(arrived, quantity));
          const most = answer.filter(({ carrierId, quantity }) => carrierId === carrier && Number(quantity) > 0);
          expect(totalOf(most.map(({ quantity }) => Number(quantity)))).toBeGreaterThanOrEqual(totalOf(left));
        }
        expect(totalOf(answer.map(({ quantity }) => Number(quantity)))).toBe(
          totalOf(movements.map(({ quantity }) => Number(quantity))),
        );
        const shuffled = movements.map((one, i) => [shuffle[i] ?? 0, one] as const).sort(([a], [b]) => a - b);
        const again = await told(...shuffled.map(([, one]) => one));
        expect(again).toEqual(await told(...movements));
      },
    ),
    { numRuns: 500 },
  );
});

const totalOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
