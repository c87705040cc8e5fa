import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeGln, makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { customerId, registerCustomers, registerLocations } from '../../src/parties/index.js';
import { batchId, unitId } from '../../src/products/index.js';
import { recipientsOf } from '../../src/trace/index.js';
import { counting } from '../support/counting-database.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const SITE_OF_C1 = makeGln('950600039001');

beforeAll(async () => {
  await registerTestSource(world);
  await registerCustomers(world.as('QUALITY'), [{ number: 'C-1', kind: 'BUSINESS', name: 'First' }]);
  await registerLocations(world.as('QUALITY'), [
    { gln: SITE_OF_C1, name: 'Store of First', kind: 'CUSTOMER_SITE', customerNumber: 'C-1' },
  ]);
});

const warehouse = () => world.as('WAREHOUSE');
const batch = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();

/** The customers that units reached, in the words of the test. */
async function reached(...serials: string[]) {
  const found = await recipientsOf(world.db, { batchIds: [], unitIds: serials.map(unit) }, world.clock);
  return found
    .map(({ customerId: id, basis, certainty, units: count, mayHave }) => [
      NAMES.get(id),
      basis,
      certainty,
      certainty === 'EXACT' ? count : mayHave?.units,
    ])
    .sort();
}

async function reachedByBatch(number: string) {
  const found = await recipientsOf(world.db, { batchIds: [batch(number)], unitIds: [] }, world.clock);
  return found
    .map(({ customerId: id, basis, certainty, quantities, mayHave }) => [
      NAMES.get(id),
      basis,
      certainty,
      (certainty === 'EXACT' ? quantities : mayHave?.quantities)?.[0]?.quantity,
    ])
    .sort();
}

/** The customers that units and batches reached, with all that is said of them. */
async function recipients(batches: readonly string[], ...serials: string[]) {
  const scope = { batchIds: batches.map(batch), unitIds: serials.map(unit) };
  const found = await recipientsOf(world.db, scope, world.clock);
  return new Map(found.map(({ customerId: id, ...recipient }) => [NAMES.get(id), recipient]));
}

/** What reached them is still there, and came from us. */
const NONE = { units: 0, unitsByProduct: [], quantities: [] };
const KEPT = { fromIds: [], returned: NONE, passedOn: NONE, goneBeyondReceived: null };

const NAMES = new Map(['C-1', 'C-2', 'C-3'].map((number) => [customerId(number), number]));

const made = (number: string, ...serials: string[]): MovementItem => ({
  kind: 'commission',
  occurredAt: at(3),
  place: PLANT,
  goods: { serials: [{ gtin: GTIN, batch: number, serials }] },
});

let pallets = 0;
const newPallet = () => makeSscc(`095060000008${(pallets++).toString().padStart(5, '0')}`);

function pallet(kind: string, hour: number, sscc: string, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: at(hour), place: WAREHOUSE, goods: { ssccs: [sscc] }, ...rest };
}

function kilograms(kind: string, hour: number, number: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch: number, quantity, uom: 'KGM' }] };
  return { kind, occurredAt: at(hour), place: WAREHOUSE, goods, ...rest };
}

test('a customer is a recipient by shipment alone, and by delivery more surely', async () => {
  await record(
    warehouse(),
    units('ship', ['A-1', 'A-2'], { occurredAt: at(6), consignee: 'C-1' }),
    units('deliver', ['A-1'], { occurredAt: at(9), consignee: 'C-1' }),
    units('ship', ['A-3'], { occurredAt: at(6), consignee: 'C-2' }),
  );

  expect(await reached('A-1', 'A-2')).toEqual([['C-1', 'DELIVERED', 'EXACT', 2]]);
  expect(await reached('A-2')).toEqual([['C-1', 'SHIPPED', 'EXACT', 1]]);
  expect(await reached('A-3')).toEqual([['C-2', 'SHIPPED', 'EXACT', 1]]);
});

test('a recipient is reached through a case on a pallet, and only by what was still in it', async () => {
  const [box, truck] = [newPallet(), newPallet()];
  await record(
    warehouse(),
    units('pack', ['P-1', 'P-2'], { container: box, occurredAt: at(5) }),
    pallet('pack', 6, box, { container: truck }),
    units('unpack', ['P-2'], { container: box, occurredAt: at(7) }),
    pallet('ship', 8, truck, { consignee: 'C-2' }),
    pallet('deliver', 9, truck, { place: null, consignee: 'C-2' }),
  );

  expect(await reached('P-1')).toEqual([['C-2', 'DELIVERED', 'EXACT', 1]]);
  expect(await reached('P-2')).toEqual([]);
});

test('a delivery, a shipment and an arrival that name only a customer’s site reached that customer', async () => {
  await record(
    warehouse(),
    units('deliver', ['S-1'], { place: SITE_OF_C1 }),
    units('ship', ['S-2'], { destination: SITE_OF_C1 }),
    units('receive', ['S-3'], { place: SITE_OF_C1 }),
    kilograms('deliver', 6, 'SITE-1', '5', { place: SITE_OF_C1 }),
    kilograms('ship', 6, 'SITE-2', '6', { destination: SITE_OF_C1 }),
    kilograms('receive', 6, 'SITE-3', '7', { place: SITE_OF_C1 }),
  );

  expect(await reached('S-1')).toEqual([['C-1', 'DELIVERED', 'EXACT', 1]]);
  expect(await reached('S-2')).toEqual([['C-1', 'SHIPPED', 'EXACT', 1]]);
  expect(await reached('S-3')).toEqual([['C-1', 'DELIVERED', 'EXACT', 1]]);
  expect(await reachedByBatch('SITE-1')).toEqual([['C-1', 'DELIVERED', 'EXACT', '5']]);
  expect(await reachedByBatch('SITE-2')).toEqual([['C-1', 'SHIPPED', 'EXACT', '6']]);
  expect(await reachedByBatch('SITE-3')).toEqual([['C-1', 'DELIVERED', 'EXACT', '7']]);
});

test('goods that were at a customer’s site had reached that customer, whatever was done with them there', async () => {
  const sscc = newPallet();
  const sscc2 = newPallet();
  await record(
    warehouse(),
    units('observe', ['AT-1'], { place: SITE_OF_C1 }),
    units('destroy', ['AT-2'], { place: SITE_OF_C1 }),
    units('ship', ['AT-3'], { place: SITE_OF_C1, consignee: 'C-2' }),
    units('pack', ['AT-4', 'AT-5'], { container: sscc, occurredAt: at(5) }),
    units('unpack', ['AT-4'], { container: sscc, occurredAt: at(6), place: SITE_OF_C1 }),
    pallet('observe', 7, sscc, { place: SITE_OF_C1 }),
    kilograms('destroy', 6, 'AT-6', '4', { place: SITE_OF_C1 }),
    kilograms('deliver', 5, 'AT-7', '6', { place: SITE_OF_C1 }),
    kilograms('destroy', 6, 'AT-7', '4', { place: SITE_OF_C1 }),
    kilograms('pack', 5, 'AT-8', '9', { container: sscc2 }),
    kilograms('unpack', 6, 'AT-8', '9', { container: sscc2, place: SITE_OF_C1 }),
    kilograms('ship', 7, 'AT-8', '2', { place: SITE_OF_C1, consignee: 'C-2' }),
  );

  for (const serial of ['AT-1', 'AT-2', 'AT-4', 'AT-5']) {
    expect(await reached(serial)).toEqual([['C-1', 'DELIVERED', 'EXACT', 1]]);
  }
  expect(await reached('AT-3')).toEqual([
    ['C-1', 'DELIVERED', 'EXACT', 1],
    ['C-2', 'SHIPPED', 'EXACT', 1],
  ]);
  expect(await reachedByBatch('AT-6')).toEqual([['C-1', 'DELIVERED', 'EXACT', '4']]);
  expect(await reachedByBatch('AT-7')).toEqual([['C-1', 'DELIVERED', 'EXACT', '6']]);
  expect(await reachedByBatch('AT-8')).toEqual([
    ['C-1', 'DELIVERED', 'EXACT', '9'],
    ['C-2', 'SHIPPED', 'EXACT', '2'],
  ]);
});

test('a delivery to nobody named went to whom the goods were on the way', async () => {
  await record(
    warehouse(),
    units('ship', ['N-1'], { occurredAt: at(6), consignee: 'C-3' }),
    units('deliver', ['N-1'], { occurredAt: at(9), place: PLANT }),
  );

  expect(await reached('N-1')).toEqual([['C-3', 'DELIVERED', 'EXACT', 1]]);
});

test('a quantity on a pallet reaches everyone whom the pallet reaches while some of it is on it', async () => {
  const sscc = newPallet();
  await record(
    warehouse(),
    kilograms('pack', 5, 'KG-1', '100', { container: sscc }),
    kilograms('unpack', 6, 'KG-1', '10', { container: sscc }),
    pallet('deliver', 7, sscc, { place: null, consignee: 'C-1' }),
    kilograms('unpack', 8, 'KG-1', '90', { container: sscc, place: SITE_OF_C1 }),
    pallet('deliver', 9, sscc, { place: null, consignee: 'C-2' }),
  );

  expect(await reachedByBatch('KG-1')).toEqual([['C-1', 'DELIVERED', 'EXACT', '90']]);
});

test('while two versions of a delivery contradict each other, the customers of both may have the goods', async () => {
  const delivery = units('deliver', ['D-1'], { id: 'disputed-1', place: null, consignee: 'C-1' });
  await record(warehouse(), delivery, units('deliver', ['D-2'], { place: null, consignee: 'C-1' }));
  await record(warehouse(), { ...delivery, consignee: 'C-2' });

  expect(await reached('D-1')).toEqual([
    ['C-1', 'DELIVERED', 'MAY_HAVE', 1],
    ['C-2', 'DELIVERED', 'MAY_HAVE', 0],
  ]);
  expect(await reached('D-2')).toEqual([['C-1', 'DELIVERED', 'EXACT', 1]]);
});

test('a disputed scan of a pallet puts what was on it in doubt', async () => {
  const sscc = newPallet();
  const shipment = pallet('ship', 8, sscc, { id: 'disputed-2', consignee: 'C-1' });
  await record(
    warehouse(),
    units('pack', ['E-1'], { container: sscc, occurredAt: at(5) }),
    kilograms('pack', 5, 'KG-2', '30', { container: sscc }),
    shipment,
  );
  await record(warehouse(), { ...shipment, consignee: null, destination: SITE_OF_C1, order: 'other' });
  await record(warehouse(), { ...shipment, consignee: 'C-3' });

  expect(await reached('E-1')).toEqual([
    ['C-1', 'SHIPPED', 'MAY_HAVE', 1],
    ['C-3', 'SHIPPED', 'MAY_HAVE', 0],
  ]);
  expect(await reachedByBatch('KG-2')).toEqual([
    ['C-1', 'SHIPPED', 'MAY_HAVE', '30'],
    ['C-3', 'SHIPPED', 'MAY_HAVE', undefined],
  ]);
});

test('a disputed shipment of a quantity leaves the other shipments of its batch certain', async () => {
  const shipment = kilograms('ship', 8, 'KG-3', '5', { id: 'disputed-3', consignee: 'C-1' });
  await record(warehouse(), shipment, kilograms('ship', 9, 'KG-3', '6', { consignee: 'C-2' }));
  await record(warehouse(), { ...shipment, occurredAt: at(7) });

  expect(await reachedByBatch('KG-3')).toEqual([
    ['C-1', 'SHIPPED', 'MAY_HAVE', '5'],
    ['C-2', 'SHIPPED', 'EXACT', '6'],
  ]);
});

test('what a customer received for certain is never counted together with what they may have', async () => {
  const disputed = units('deliver', ['X-2'], { id: 'disputed-6', place: null, consignee: 'C-1' });
  const disputedKilograms = kilograms('deliver', 9, 'X', '5', { id: 'disputed-7', place: null, consignee: 'C-1' });
  await record(
    warehouse(),
    made('X', 'X-1', 'X-2'),
    units('deliver', ['X-1'], { place: null, consignee: 'C-1' }),
    kilograms('ship', 6, 'X', '3', { consignee: 'C-1' }),
    disputed,
    disputedKilograms,
  );
  await record(warehouse(), { ...disputed, consignee: 'C-2' }, { ...disputedKilograms, consignee: 'C-2' });

  const found = await recipients(['X']);

  expect(found.get('C-1')).toMatchObject({
    basis: 'DELIVERED',
    certainty: 'EXACT',
    units: 1,
    quantities: [{ quantity: '3', uom: 'KGM' }],
    reason: expect.stringContaining('contradict'),
    // Of the 5 kg, 3 may be those that were sent.
    mayHave: { units: 1, unitsByProduct: [{ gtin: GTIN, units: 1 }], quantities: [{ quantity: '2', uom: 'KGM' }] },
  });
  expect(found.get('C-2')).toMatchObject({ certainty: 'MAY_HAVE', units: 0, quantities: [] });
});

test('of goods that were seen elsewhere than the pallet they were on, nobody knows whether they reached whom it reached', async () => {
  const sscc = newPallet();
  await record(
    warehouse(),
    units('pack', ['Y-1', 'Y-2', 'Y-3'], { container: sscc, occurredAt: at(5) }),
    pallet('ship', 6, sscc, { consignee: 'C-2' }),
    units('observe', ['Y-2'], { occurredAt: at(7), place: PLANT }),
    pallet('deliver', 8, sscc, { place: null, consignee: 'C-2' }),
    units('observe', ['Y-3'], { occurredAt: at(9), place: PLANT }),
  );

  const found = await recipients([], 'Y-1', 'Y-2', 'Y-3');

  expect(found.get('C-2')).toMatchObject({
    basis: 'DELIVERED',
    certainty: 'EXACT',
    units: 1,
    reason: expect.stringContaining('in a container'),
    mayHave: { units: 2 },
  });
  expect(await reached('Y-2')).toEqual([['C-2', 'SHIPPED', 'MAY_HAVE', 1]]);
});

test('goods that were scanned beside their pallet on the way had come as far as it had', async () => {
  const sscc = newPallet();
  await record(
    warehouse(),
    units('pack', ['Z-1'], { container: sscc, occurredAt: at(5) }),
    pallet('ship', 6, sscc, { consignee: 'C-2' }),
    pallet('observe', 7, sscc, { place: PLANT }),
    units('observe', ['Z-1'], { occurredAt: at(8), place: PLANT }),
    units('observe', ['Z-1'], { occurredAt: at(9), place: WAREHOUSE }),
  );

  expect(await reached('Z-1')).toEqual([['C-2', 'SHIPPED', 'EXACT', 1]]);
});

test('a shipment that lies ahead has reached nobody yet', async () => {
  await record(warehouse(), units('ship', ['F-1'], { occurredAt: '2026-03-01T20:00:00Z', consignee: 'C-1' }));

  expect(await reached('F-1')).toEqual([]);
});

test('who was sent or handed a quantity of a named unit’s batch, loose or on a pallet, may have the unit', async () => {
  const sscc = newPallet();
  await record(
    warehouse(),
    made('Q-1', 'Q-1-1', 'Q-1-2'),
    kilograms('ship', 5, 'Q-1', '5', { consignee: 'C-1' }),
    kilograms('deliver', 6, 'Q-1', '7', { place: null, consignee: 'C-2' }),
    kilograms('pack', 5, 'Q-1', '9', { container: sscc }),
    pallet('deliver', 7, sscc, { place: null, consignee: 'C-3' }),
  );

  const found = await recipients([], 'Q-1-1');

  const mayHave = {
    certainty: 'MAY_HAVE',
    reason: expect.stringContaining('without its serials'),
    ...NONE,
    mayHave: NONE,
    ...KEPT,
  };
  expect(found).toEqual(
    new Map([
      ['C-1', { ...mayHave, basis: 'SHIPPED' }],
      ['C-2', { ...mayHave, basis: 'DELIVERED' }],
      ['C-3', { ...mayHave, basis: 'DELIVERED' }],
    ]),
  );
});

test('a quantity of a batch that is in the scope itself is no doubt', async () => {
  await record(warehouse(), made('Q-2', 'Q-2-1'), kilograms('ship', 5, 'Q-2', '5', { consignee: 'C-1' }));

  expect((await recipients(['Q-2'], 'Q-2-1')).get('C-1')).toMatchObject({
    certainty: 'EXACT',
    reason: null,
    quantities: [{ quantity: '5', uom: 'KGM' }],
  });
});

test('who received a named unit by its serial is certain to, and may have more in quantities of its batch', async () => {
  await record(
    warehouse(),
    made('Q-3', 'Q-3-1'),
    units('ship', ['Q-3-1'], { occurredAt: at(6), consignee: 'C-1' }),
    kilograms('deliver', 7, 'Q-3', '5', { place: null, consignee: 'C-1' }),
  );

  expect([...(await recipients([], 'Q-3-1'))]).toEqual([
    [
      'C-1',
      {
        basis: 'SHIPPED',
        certainty: 'EXACT',
        reason: expect.stringContaining('without its serials'),
        units: 1,
        unitsByProduct: [{ gtin: GTIN, units: 1 }],
        quantities: [],
        mayHave: NONE,
        ...KEPT,
      },
    ],
  ]);
});

test('of a unit that two batches claim, a quantity of either may hold it', async () => {
  await record(
    warehouse(),
    made('Q-4', 'Q-4-1'),
    made('Q-5', 'Q-4-1'),
    kilograms('ship', 5, 'Q-4', '5', { consignee: 'C-1' }),
    kilograms('ship', 5, 'Q-5', '5', { consignee: 'C-2' }),
  );

  expect(await reached('Q-4-1')).toEqual([
    ['C-1', 'SHIPPED', 'MAY_HAVE', 0],
    ['C-2', 'SHIPPED', 'MAY_HAVE', 0],
  ]);
});

test('a contradicted quantity of a named unit’s batch concerns the unit, and its other units do not', async () => {
  const shipment = kilograms('ship', 5, 'Q-6', '5', { id: 'disputed-4', consignee: 'C-1' });
  const other = units('ship', ['Q-6-2'], { id: 'disputed-5', consignee: 'C-1' });
  await record(warehouse(), made('Q-6', 'Q-6-1', 'Q-6-2'), shipment, other);
  await record(warehouse(), { ...shipment, consignee: 'C-2' }, { ...other, consignee: 'C-3' });

  expect(await reached('Q-6-1')).toEqual([
    ['C-1', 'SHIPPED', 'MAY_HAVE', 0],
    ['C-2', 'SHIPPED', 'MAY_HAVE', 0],
  ]);
});

test('as many statements find whom a hundred named units reached as whom one did', async () => {
  const serials = Array.from({ length: 100 }, (_, i) => `Q-7-${i}`);
  await record(warehouse(), made('Q-7', ...serials), kilograms('ship', 5, 'Q-7', '5', { consignee: 'C-1' }));
  const statementsFor = async (some: readonly string[]) => {
    const { context, statements } = counting(world.as('QUALITY'));
    await recipientsOf(context.db, { batchIds: [], unitIds: some.map(unit) }, world.clock);
    return statements;
  };

  expect(await statementsFor(serials)).toEqual(await statementsFor(serials.slice(0, 1)));
});

test('eaches and cases with serials are counted each by itself, received, sent back and passed on', async () => {
  const eachesAndCase = (kind: string, hour: number, rest: Partial<MovementItem>): MovementItem => ({
    kind,
    occurredAt: at(hour),
    place: WAREHOUSE,
    goods: {
      serials: [
        { gtin: GTIN, serials: ['U-1', 'U-2'] },
        { gtin: OTHER_GTIN, serials: ['U-1'] },
      ],
    },
    ...rest,
  });
  await record(
    warehouse(),
    eachesAndCase('deliver', 5, { place: null, consignee: 'C-1' }),
    eachesAndCase('ship', 6, { place: null, consignor: 'C-1', consignee: 'C-2' }),
    eachesAndCase('return', 7, { consignee: 'C-2' }),
  );

  const unitIds = [unit('U-1'), unit('U-2'), unitId(OTHER_GTIN, parseSerial('U-1') as never)];
  const found = await recipientsOf(world.db, { batchIds: [], unitIds }, world.clock);

  const unitsByProduct = [
    { gtin: GTIN, units: 2 },
    { gtin: OTHER_GTIN, units: 1 },
  ];
  const byName = new Map(found.map(({ customerId: id, ...recipient }) => [NAMES.get(id), recipient]));
  expect(byName.get('C-1')).toMatchObject({ units: 3, unitsByProduct, passedOn: { units: 3, unitsByProduct } });
  expect(byName.get('C-2')).toMatchObject({ units: 3, unitsByProduct, returned: { units: 3, unitsByProduct } });
});

describe('who sends goods back had them, though no delivery to them is on record:', () => {
  test('units, by themselves or on a pallet', async () => {
    const sscc = newPallet();
    await record(
      warehouse(),
      units('return', ['RU-1'], { occurredAt: at(12), consignee: 'C-1' }),
      units('pack', ['RU-2', 'RU-3'], { container: sscc, occurredAt: at(5) }),
      pallet('return', 12, sscc, { consignee: 'C-2' }),
    );

    const found = await recipients([], 'RU-1', 'RU-2', 'RU-3');

    const exact = { basis: 'DELIVERED', certainty: 'EXACT' };
    expect(found.get('C-1')).toMatchObject({ ...exact, units: 1, returned: { units: 1 } });
    expect(found.get('C-2')).toMatchObject({ ...exact, units: 2, returned: { units: 2 } });
  });

  test('a quantity, of which they may have more', async () => {
    await record(
      warehouse(),
      kilograms('commission', 3, 'RQ', '50', { place: PLANT }),
      kilograms('return', 12, 'RQ', '2', { consignee: 'C-3' }),
    );

    const returned = { quantities: [{ quantity: '2', uom: 'KGM' }] };
    expect((await recipients(['RQ'])).get('C-3')).toMatchObject({
      ...{ basis: 'DELIVERED', certainty: 'EXACT', quantities: [], returned, goneBeyondReceived: returned },
    });
  });

  test('a quantity of the batch of a unit that is asked about, which they may have', async () => {
    await record(warehouse(), made('RB', 'RB-1'), {
      ...kilograms('return', 12, 'RB', '2', { consignee: 'C-3' }),
      goods: { quantities: [{ gtin: GTIN, batch: 'RB', quantity: '2' }] },
    });

    expect(await reached('RB-1')).toEqual([['C-3', 'DELIVERED', 'MAY_HAVE', 0]]);
  });

  test('but what is refused on its way was only sent', async () => {
    await record(
      warehouse(),
      units('ship', ['RW-1'], { occurredAt: at(6), consignee: 'C-1' }),
      units('return', ['RW-1'], { occurredAt: at(7), consignee: 'C-1' }),
      kilograms('ship', 6, 'RW', '5', { consignee: 'C-1' }),
      kilograms('return', 7, 'RW', '5', { consignee: 'C-1' }),
    );

    expect(await reached('RW-1')).toEqual([['C-1', 'SHIPPED', 'EXACT', 1]]);
    expect(await reachedByBatch('RW')).toEqual([['C-1', 'SHIPPED', 'EXACT', '5']]);
  });
});

test('what came to a customer on a pallet and is returned by itself was theirs, and came back', async () => {
  const sscc = newPallet();
  await record(
    warehouse(),
    units('pack', ['RS-1', 'RS-2', 'RS-3'], { container: sscc, occurredAt: at(5) }),
    { kind: 'deliver', occurredAt: at(9), consignee: 'C-1', goods: { ssccs: [sscc] } },
    units('return', ['RS-1'], { occurredAt: at(12), consignee: 'C-1' }),
    units('return', ['RS-2'], { occurredAt: at(12) }),
  );

  const {
    units: count,
    returned,
    certainty,
    mayHave,
  } = (await recipients([], 'RS-1', 'RS-2', 'RS-3')).get('C-1') ?? {};
  expect({ count, returned: returned?.units, certainty, mayHave }).toEqual({
    count: 3,
    returned: 2,
    certainty: 'EXACT',
    mayHave: null,
  });
});
