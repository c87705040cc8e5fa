import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { locationId } from '../../src/parties/index.js';
import { logisticUnitId, unitId } from '../../src/products/index.js';
import { whereaboutsOf } from '../../src/trace/index.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

test('packed, shipped, received and unpacked leave each unit at one place in all 24 orders of arrival (A14)', async () => {
  const orders = permutations([0, 1, 2, 3]);
  expect(orders).toHaveLength(24);

  for (const [n, order] of orders.entries()) {
    const sscc = makeSscc(`095060000000400${n.toString().padStart(2, '0')}`);
    const goods = { ssccs: [sscc] };
    const story: MovementItem[] = [
      units('pack', [`ON-${n}`, `OFF-${n}`], { place: PLANT, container: sscc, occurredAt: '2026-02-01T06:00:00Z' }),
      { kind: 'ship', place: PLANT, goods, occurredAt: '2026-02-01T07:00:00Z', consignee: 'C-1' },
      { kind: 'receive', place: STORE, goods, occurredAt: '2026-02-01T08:00:00Z' },
      units('unpack', [`OFF-${n}`], { place: null, container: sscc, occurredAt: '2026-02-01T09:00:00Z' }),
    ];
    for (const i of order) await record(world.as('WAREHOUSE'), ...story.slice(i, i + 1));

    const unitIds = [`ON-${n}`, `OFF-${n}`].map((serial) => unitId(GTIN, parseSerial(serial) as never));
    const [on, off] = await tracesOf(world.db, unitIds, world.clock);
    expect([order, on?.place.locationId, off?.place.locationId]).toEqual([order, locationId(STORE), locationId(STORE)]);
    expect([order, on?.containerIds, off?.containerIds]).toEqual([order, [logisticUnitId(sscc)], []]);
    const { places } = await whereaboutsOf(world.db, { batchIds: [], unitIds }, world.clock);
    expect(places).toMatchObject([{ placeKind: 'AT_LOCATION', locationId: locationId(STORE), units: 2 }]);
  }
});
