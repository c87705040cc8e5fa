import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { type MovementItem, registerBatches, sealKnowledge } from '../../src/movements/index.js';
import { carrierId, locationId } from '../../src/parties/index.js';
import { batchById, batchId, logisticUnitId, unitId } from '../../src/products/index.js';
import { whereaboutsOf } from '../../src/trace/index.js';
import type { HistoryArgs } from '../../src/trace/journeys/goods-history.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { counting } from '../support/counting-database.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');
const batch = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();

let pallets = 0;
const newPallet = () => makeSscc(`095060000007${(pallets++).toString().padStart(5, '0')}`);

function pallet(kind: string, hour: number, sscc: string, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: at(hour), place: WAREHOUSE, goods: { ssccs: [sscc] }, ...rest };
}

function pieces(kind: string, hour: number, number: string, quantity: string, rest: Partial<MovementItem> = {}) {
  return {
    kind,
    occurredAt: at(hour),
    place: PLANT,
    goods: { quantities: [{ gtin: GTIN, batch: number, quantity }] },
    ...rest,
  };
}

function ofBatch(kind: string, number: string, serials: readonly string[], rest: Partial<MovementItem> = {}) {
  return units(kind, serials, { goods: { serials: [{ gtin: GTIN, batch: number, serials: [...serials] }] }, ...rest });
}

async function closing(number: string) {
  const [row] = await batchById.find(world.db, [batch(number)]);
  if (!row) throw new Error(`no batch ${number}`);
  return whereaboutsOfBatch(warehouse(), row);
}

describe('a batch', () => {
  test('adds up: what is seen at places and what is unaccounted for make what was declared', async () => {
    const sscc = newPallet();
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'SUM', quantity: '100' }]);
    await record(
      warehouse(),
      ofBatch('commission', 'SUM', ['S-1', 'S-2', 'S-3', 'S-4'], { place: PLANT, occurredAt: at(6) }),
      units('ship', ['S-1'], { place: PLANT, occurredAt: at(7), carrier: 'DHL' }),
      units('destroy', ['S-2'], { occurredAt: at(7) }),
      pieces('commission', 6, 'SUM', '50'),
      pieces('pack', 7, 'SUM', '20', { container: sscc }),
      pallet('deliver', 8, sscc, { place: STORE, consignee: 'C-1' }),
    );

    const { places, units: known, made, unaccounted } = await closing('SUM');

    expect(known).toBe(4);
    expect(made).toEqual({ quantity: '100', uom: 'H87', gtin: GTIN });
    const seen = places.reduce((sum, { units: n, quantities }) => sum + n + Number(quantities[0]?.quantity ?? 0), 0);
    expect(seen).toBe(54);
    expect(unaccounted).toBe('46');
    expect(places.map(({ placeKind, units: n, quantities }) => [placeKind, n, quantities[0]?.quantity])).toEqual(
      expect.arrayContaining([
        ['AT_LOCATION', 2, '30'],
        ['IN_TRANSIT', 1, undefined],
        ['DELIVERED', 0, '20'],
        ['DESTROYED', 1, undefined],
      ]),
    );
  });

  test('was not declared before it was, by what is on record and by what was known', async () => {
    await record(warehouse(), pieces('commission', 6, 'LATE', '5'));
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'LATE', producedOn: '2026-02-01' }]);
    const before = world.clock;
    world.clock = new Date(before.getTime() + 60_000);
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'LATE', producedOn: '2026-02-01', quantity: '9' }]);
    await sealKnowledge(world.db, world.clock);
    const declaredAt = world.clock;
    world.clock = new Date(declaredAt.getTime() + 60_000);
    const [row] = await batchById.find(world.db, [batch('LATE')]);
    if (!row) throw new Error('no batch');
    const madeBy = async (args: HistoryArgs) => {
      const { made, unaccounted } = await whereaboutsOfBatch(warehouse(), row, args);
      return [made?.quantity ?? null, unaccounted];
    };

    expect(await madeBy({})).toEqual(['9', '4']);
    expect(await madeBy({ asOf: declaredAt })).toEqual(['9', '4']);
    expect(await madeBy({ asOf: before })).toEqual([null, null]);
    expect(await madeBy({ asOf: before, asKnownAt: declaredAt })).toEqual([null, null]);
    expect(await madeBy({ asOf: declaredAt, asKnownAt: declaredAt })).toEqual(['9', '4']);
  });

  test('whose making nobody declared cannot tell what is missing', async () => {
    await record(warehouse(), ofBatch('commission', 'UNSAID', ['U-1']));

    expect(await closing('UNSAID')).toMatchObject({ units: 1, made: null, unaccounted: null });
  });

  test('packed where it was made is there, though its pallet was never scanned', async () => {
    const sscc = newPallet();
    await record(
      warehouse(),
      pieces('commission', 6, 'BOXED', '9'),
      pieces('pack', 7, 'BOXED', '9', { container: sscc }),
    );

    const { places } = await closing('BOXED');

    expect(places).toMatchObject([{ placeKind: 'AT_LOCATION', locationId: locationId(PLANT) }]);
    const [trace] = await tracesOf(world.db, [logisticUnitId(sscc)], world.clock);
    expect(trace?.place).toMatchObject({ placeKind: 'AT_LOCATION', locationId: locationId(PLANT) });
  });

  test('is booked with thousands of others that one movement names', async () => {
    const batches = Array.from({ length: 17_000 }, (_, i) => `MANY-${i}`);
    const quantities = batches.map((batch) => ({ gtin: GTIN, batch, quantity: '1' }));

    const [answer] = await record(warehouse(), {
      kind: 'ship',
      occurredAt: at(6),
      place: PLANT,
      goods: { quantities },
    });

    expect(answer?.verdict).toBe('ACCEPTED');
  });
});

describe('of goods and the containers they are in, through cases and pallets, what was told last holds', () => {
  const told = async (number: string, serial: string) => {
    const [trace] = await tracesOf(world.db, [unit(serial)], world.clock);
    const { places } = await whereaboutsOf(world.db, { batchIds: [batch(number)], unitIds: [] }, world.clock);
    expect(places.map((place) => [place.placeKind, place.locationId, place.units])).toEqual([
      [trace?.place.placeKind, trace?.place.locationId, 1],
    ]);
    return trace?.place.locationId;
  };
  /** A unit of a batch, packed at noon into a case that is packed at one onto a pallet; no place is said of either. */
  const packed = async (name: string, seen: { unit?: number; box?: number; pallet?: number }) => {
    const [box, onto] = [newPallet(), newPallet()];
    const scans = [
      ...(seen.unit ? [ofBatch('observe', name, [name], { place: PLANT, occurredAt: at(seen.unit) })] : []),
      ...(seen.box ? [pallet('observe', seen.box, box, { place: WAREHOUSE })] : []),
      ...(seen.pallet ? [pallet('observe', seen.pallet, onto, { place: STORE })] : []),
    ];
    await record(
      warehouse(),
      ...scans,
      ofBatch('pack', name, [name], { place: null, occurredAt: at(12), container: box }),
      pallet('pack', 13, box, { place: null, container: onto }),
    );
    return told(name, name);
  };

  test.each([
    ['the unit, before it was packed', { unit: 9, box: 8, pallet: 7 }, PLANT],
    ['the case, before the unit was packed', { unit: 8, box: 9, pallet: 7 }, WAREHOUSE],
    ['the pallet, before the case was packed', { unit: 8, box: 7, pallet: 9 }, STORE],
    ['the unit, and never the case', { unit: 9, pallet: 8 }, PLANT],
    ['the pallet, and never the case', { unit: 9, pallet: 14 }, STORE],
    ['the pallet, and neither of the others', { pallet: 14 }, STORE],
    ['the case, and nothing else', { box: 9 }, WAREHOUSE],
  ])('seen last: %s', async (_, seen, place) => {
    expect(await packed(`TOLD-${pallets}`, seen)).toBe(locationId(place));
  });

  test('a case that was taken off its pallet unseen is not carried on by it', async () => {
    const [box, onto] = [newPallet(), newPallet()];
    await record(
      warehouse(),
      ofBatch('pack', 'UNSEEN', ['UNSEEN'], { occurredAt: at(8), container: box }),
      pallet('pack', 9, box, { container: onto }),
      pallet('observe', 10, box, { place: PLANT }),
      pallet('receive', 11, onto, { place: STORE }),
    );
    expect(await told('UNSEEN', 'UNSEEN')).toBe(locationId(PLANT));
  });
});

describe('a movement that lies ahead', () => {
  test('is in effect from its time on, and not before', async () => {
    const soon = '2026-03-01T20:00:00Z';
    await record(
      warehouse(),
      ofBatch('commission', 'AHEAD', ['F-1'], { place: PLANT, occurredAt: at(6) }),
      units('receive', ['F-1'], { place: STORE, occurredAt: soon }),
      pieces('commission', 6, 'AHEAD', '10'),
      pieces('ship', 7, 'AHEAD', '4', { occurredAt: soon }),
    );
    const scope = { batchIds: [batch('AHEAD')], unitIds: [] };

    const now = await whereaboutsOf(world.db, scope, world.clock);
    const then = await whereaboutsOf(world.db, scope, new Date(soon));

    expect(now.places).toMatchObject([{ locationId: locationId(PLANT), units: 1, quantities: [{ quantity: '10' }] }]);
    expect(then.places).toHaveLength(3);
    expect(then.places).toContainEqual(expect.objectContaining({ locationId: locationId(STORE), units: 1 }));
  });

  test('of a pallet carries what is on it from its time on', async () => {
    const sscc = newPallet();
    const soon = '2026-03-01T20:00:00Z';
    await record(
      warehouse(),
      units('pack', ['F-2'], { container: sscc, occurredAt: at(6) }),
      pallet('receive', 0, sscc, { place: STORE, occurredAt: soon }),
    );

    const [now] = await tracesOf(world.db, [unit('F-2')], world.clock);
    const [then] = await tracesOf(world.db, [unit('F-2')], new Date(soon));

    expect(now?.place.locationId).toBe(locationId(WAREHOUSE));
    expect(then?.place.locationId).toBe(locationId(STORE));
  });
});

describe('packing that nobody meant (A15)', () => {
  test('a cycle of pallets ends, and what is in it has a place', async () => {
    const [a, b] = [newPallet(), newPallet()];
    await record(
      warehouse(),
      units('pack', ['C-1'], { container: a, occurredAt: at(5) }),
      pallet('pack', 6, a, { container: b }),
      pallet('pack', 7, b, { container: a }),
      pallet('observe', 8, a),
    );

    const [trace] = await tracesOf(world.db, [unit('C-1')], world.clock);
    const { places } = await whereaboutsOf(world.db, { batchIds: [], unitIds: [unit('C-1')] }, world.clock);

    expect(trace?.containerIds).toEqual([logisticUnitId(a), logisticUnitId(b)]);
    expect(places).toMatchObject([{ placeKind: 'AT_LOCATION', locationId: locationId(WAREHOUSE), units: 1 }]);
  });

  test('fifty levels deep, a unit goes where the outermost goes', async () => {
    const levels = Array.from({ length: 50 }, newPallet);
    await record(
      warehouse(),
      units('pack', ['DEEP'], { container: levels[0] ?? '', occurredAt: at(1) }),
      ...levels.slice(1).map((container, i) => pallet('pack', 2, levels[i] ?? '', { container })),
      pallet('deliver', 3, levels.at(-1) ?? '', { place: null, consignee: 'C-1' }),
    );

    const [trace] = await tracesOf(world.db, [unit('DEEP')], world.clock);

    expect(trace?.place.placeKind).toBe('DELIVERED');
    expect(trace?.containerIds).toHaveLength(50);
  });

  test('with 20,000 things on a pallet, its scan is one row and their place a handful of statements', async () => {
    const sscc = newPallet();
    const serials = Array.from({ length: 20_000 }, (_, i) => `WIDE-${i.toString().padStart(5, '0')}`);
    await record(warehouse(), ofBatch('pack', 'WIDE', serials, { container: sscc, occurredAt: at(1) }));
    const rows = () => world.db.rows<{ count: number }>('count_links', 'select count(*) as count from goods_movement');
    const [before] = await rows();

    await record(warehouse(), pallet('receive', 2, sscc, { place: STORE }));

    const [after] = await rows();
    expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1);
    const { context, statements } = counting(warehouse());
    const { places } = await whereaboutsOf(context.db, { batchIds: [batch('WIDE')], unitIds: [] }, world.clock);
    expect(places).toMatchObject([{ locationId: locationId(STORE), units: 20_000 }]);
    expect(statements.length).toBeLessThan(6);
  });
});

test('a quantity that was received without its carrier leaves each carrier what it may still have, and adds up', async () => {
  await record(
    warehouse(),
    pieces('commission', 5, 'NET', '100'),
    pieces('ship', 6, 'NET', '30', { carrier: 'A' }),
    pieces('ship', 6, 'NET', '30', { carrier: 'B' }),
    pieces('receive', 9, 'NET', '40', { place: STORE }),
  );

  const { places } = await whereaboutsOf(world.db, { batchIds: [batch('NET')], unitIds: [] }, world.clock);

  const inTransit = places.filter(({ placeKind }) => placeKind === 'IN_TRANSIT');
  expect(
    Object.fromEntries(inTransit.map(({ carrierId: id, quantities: [first] }) => [id ?? 'nobody', first?.quantity])),
  ).toEqual({ [carrierId('A')]: '20', [carrierId('B')]: '20', nobody: '-20' });
});
