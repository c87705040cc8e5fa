import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { locationId } from '../../src/parties/index.js';
import type { Queryable } from '../../src/platform/database/database.js';
import { batchId, unitId } from '../../src/products/index.js';
import { recipientsOf, whereaboutsOf } from '../../src/trace/index.js';
import type { Recipient } from '../../src/trace/recipients/recipient-tally.js';
import {
  CUSTOMERS,
  happening,
  type Happening,
  itemOf,
  momentOf,
  PLACES,
  SERIALS,
  SSCCS,
} from '../movements/arbitrary-history.js';
import { Eraser } from '../movements/ledger-snapshot.js';
import { UNIT_IDS } from '../movements/plain-ledger.js';
import { runs } from '../support/runs.js';
import { GTIN, PALLET, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const RUNS = runs(60);
const CASE = makeSscc('09506000000000002');

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});
beforeEach(() => eraser.erase());

const warehouse = () => world.as('WAREHOUSE');
const at = (hour: number, second = 0) => new Date(Date.UTC(2026, 1, 1, hour, 0, second)).toISOString();
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);

/** Whom units reached and where they are, asked for all at once. */
async function together(unitIds: readonly string[], now: Date) {
  const scope = { batchIds: [], unitIds };
  const { places } = await whereaboutsOf(world.db, scope, now);
  return { recipients: await recipientsOf(world.db, scope, now), places: sumOfPlaces([places]) };
}

/** The same, asked for each unit by itself: nothing is alike then. */
async function alone(unitIds: readonly string[], now: Date) {
  const recipients: Recipient[] = [];
  const places = [];
  for (const each of unitIds) {
    const scope = { batchIds: [], unitIds: [each] };
    recipients.push(...(await recipientsOf(world.db, scope, now)));
    places.push((await whereaboutsOf(world.db, scope, now)).places);
  }
  return { recipients: sumOfRecipients(recipients), places: sumOfPlaces(places) };
}

type Places = Awaited<ReturnType<typeof whereaboutsOf>>['places'];

function sumOfPlaces(lists: readonly Places[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { units: count, unitsByProduct, ...place } of lists.flat()) {
    expect(unitsByProduct).toEqual(ofOneProduct(count).unitsByProduct);
    const key = JSON.stringify(place);
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return new Map([...sums].sort());
}

function sumOfRecipients(recipients: readonly Recipient[]): Recipient[] {
  const customerIds = [...new Set(recipients.map(({ customerId }) => customerId))].sort();
  return customerIds.map((customerId) => {
    const all = recipients.filter((one) => one.customerId === customerId);
    const exact = all.filter(({ certainty }) => certainty === 'EXACT');
    const reasons = all.flatMap(({ reason }) => reason?.split(/(?<=\.) /) ?? []);
    const doubtful = ofOneProduct(all.reduce((sum, one) => sum + (one.mayHave?.units ?? 0), 0));
    return {
      customerId,
      basis: BASES.find((basis) => (exact.length > 0 ? exact : all).some((one) => one.basis === basis)) ?? 'ONWARD',
      certainty: exact.length > 0 ? 'EXACT' : 'MAY_HAVE',
      reason: [...new Set(reasons)].sort().join(' ') || null,
      mayHave: reasons.length > 0 ? { ...doubtful, quantities: [] } : null,
      ...ofOneProduct(all.reduce((sum, one) => sum + one.units, 0)),
      quantities: [],
      fromIds: [...new Set(all.flatMap(({ fromIds }) => fromIds))].sort(),
      returned: { ...ofOneProduct(all.reduce((sum, one) => sum + one.returned.units, 0)), quantities: [] },
      passedOn: { ...ofOneProduct(all.reduce((sum, one) => sum + one.passedOn.units, 0)), quantities: [] },
      goneBeyondReceived: null,
    };
  });
}

const ofOneProduct = (count: number) => ({
  units: count,
  unitsByProduct: count === 0 ? [] : [{ gtin: GTIN, units: count }],
});

const BASES = ['DELIVERED', 'SHIPPED', 'ONWARD'] as const;

type Difference = Partial<Pick<Happening, 'minute' | 'place' | 'consignee' | 'container'>>;

const anyDifference: fc.Arbitrary<Difference> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  fc.nat(7).map((minute) => ({ minute })),
  fc.nat(PLACES.length - 1).map((place) => ({ place })),
  fc.nat(CUSTOMERS.length - 1).map((consignee) => ({ consignee })),
  fc.nat(SSCCS.length - 1).map((container) => ({ container })),
);

/** Half of the units have a twin, to which the same happens but for some differences: they are alike, or nearly so. */
const anyLedger = fc.record({
  happenings: fc
    .array(fc.tuple(happening, anyDifference), { minLength: 1, maxLength: 12 })
    .map((all) => all.flatMap(([one, difference]) => [one, twinOf(one, difference)])),
  disputed: fc.array(fc.nat(59), { maxLength: 2 }),
});

function twinOf(one: Happening, difference: Difference): Happening {
  const container = one.container === null ? null : (difference.container ?? one.container);
  const twins = SERIALS.length / 2;
  return {
    ...one,
    ...difference,
    container,
    containers: one.containers.filter((other) => other !== container),
    units: [...new Set(one.units.map((index) => (index < twins ? index + twins : index)))],
  };
}

test(
  'of many units as much is said as of each by itself, whatever happened to them',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger, async ({ happenings, disputed }) => {
        await eraser.erase();
        const items = happenings.map((one, index) => itemOf(one, index));
        const others = disputed.flatMap((index) => items[index] ?? []);
        await record(warehouse(), ...items);
        await record(warehouse(), ...others.map(otherwise));

        for (const now of [world.clock, momentOf(3)]) {
          expect(await together(UNIT_IDS, now)).toEqual(await alone(UNIT_IDS, now));
        }
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 10_000,
);

/** Another content under the same id. */
function otherwise(item: MovementItem): MovementItem {
  return { ...item, consignee: CUSTOMERS.find((customer) => customer !== item.consignee) ?? null };
}

test('units of one case are told apart where their scan and that of the pallet it is on come in either order', async () => {
  const serials = Array.from({ length: 24 }, (_, i) => `${i}-0001`);
  await record(
    warehouse(),
    units('pack', serials, { occurredAt: at(5), container: CASE }),
    units('pack', [], { occurredAt: at(6), container: PALLET, goods: { ssccs: [CASE] } }),
    units('ship', serials, {
      occurredAt: at(7),
      consignee: 'C-1',
      goods: { serials: [{ gtin: GTIN, serials }], ssccs: [PALLET] },
    }),
    units('deliver', [], { occurredAt: at(9), place: null, consignee: 'C-2', goods: { ssccs: [CASE] } }),
  );

  const found = await together(serials.map(unit), world.clock);

  expect(found.recipients).toHaveLength(2);
  expect(found.places.size).toBe(2);
  expect(found).toEqual(await alone(serials.map(unit), world.clock));
});

test('units that were packed alike reached whom their own case reached', async () => {
  await record(
    warehouse(),
    units('pack', ['A-1', 'A-2'], { occurredAt: at(5), container: CASE }),
    units('pack', ['B-1'], { occurredAt: at(5), container: PALLET }),
    units('ship', [], { occurredAt: at(7), consignee: 'C-1', goods: { ssccs: [CASE] } }),
    units('ship', [], { occurredAt: at(7), consignee: 'C-2', goods: { ssccs: [PALLET] } }),
  );

  const { recipients } = await together(['A-1', 'A-2', 'B-1'].map(unit), world.clock);

  expect(recipients.map((one) => one.units).sort()).toEqual([1, 2]);
});

test('of units packed without a place, those are with their case that were not seen later than it', async () => {
  await record(
    warehouse(),
    units('observe', ['O-1'], { occurredAt: at(1), place: PLANT }),
    units('receive', [], { occurredAt: at(2), goods: { ssccs: [CASE] } }),
    units('observe', ['O-2'], { occurredAt: at(3), place: PLANT }),
    units('pack', ['O-1', 'O-2'], { occurredAt: at(4), place: null, container: CASE }),
    units('observe', ['O-1', 'O-2'], { occurredAt: '2026-03-01T20:00:00Z' }),
  );

  const { places } = await whereaboutsOf(world.db, { batchIds: [], unitIds: ['O-1', 'O-2'].map(unit) }, world.clock);

  expect(places.map(({ locationId: id, units: count }) => [id, count])).toEqual(
    [PLANT, WAREHOUSE].map((gln) => [locationId(gln), 1]).sort(),
  );
});

test('of a thousand units that were made and shipped one by one, one journey is read', async () => {
  const serials = Array.from({ length: 1_000 }, (_, i) => `ONE-${i}`);
  const oneByOne = (kind: string, hour: number, rest: Partial<MovementItem>) =>
    serials.map((serial, i) =>
      units(kind, [], {
        occurredAt: at(hour, i),
        goods: { serials: [{ gtin: GTIN, batch: 'ONE', serials: [serial] }] },
        ...rest,
      }),
    );
  await record(warehouse(), ...oneByOne('commission', 5, {}), ...oneByOne('ship', 8, { consignee: 'C-1' }));
  const scope = { batchIds: [batchId(GTIN, parseBatchNumber('ONE') as never)], unitIds: [] };
  const { db, linksRead } = noting();

  const [recipient] = await recipientsOf(db, scope, world.clock);

  expect(recipient).toMatchObject({ basis: 'SHIPPED', certainty: 'EXACT', units: 1_000 });
  expect(linksRead()).toBe(2);
});

/** The world's database, which notes how many links were read. */
function noting() {
  let read = 0;
  const db: Queryable = {
    rows: async <Row>(name: string, sql: string, values?: readonly unknown[]) => {
      const found = await world.db.rows<Row>(name, sql, values);
      if (name === 'links_of_goods') read += found.length;
      return found;
    },
  };
  return { db, linksRead: () => read };
}
