import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { carrierId, customerId, registerCarriers, registerCustomers } from '../../src/parties/index.js';
import { batchId, unitId } from '../../src/products/index.js';
import { reachOfScope, recipientsOf, withEverythingMadeFrom } from '../../src/trace/index.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerTestSource(world);
  await registerCustomers(
    world.as('QUALITY'),
    ['K1', 'K2'].map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  await registerCarriers(
    world.as('QUALITY'),
    ['CA', 'CB'].map((code) => ({ code, name: code })),
  );
});

const warehouse = () => world.as('WAREHOUSE');
const batch = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
const kilograms = (number: string, quantity = '5') => ({
  quantities: [{ gtin: GTIN, batch: number, quantity, uom: 'KGM' }],
});
const serial = (one: string, of?: string) => ({ serials: [{ gtin: GTIN, batch: of ?? null, serials: [one] }] });

let pallets = 0;
const newPallet = () => makeSscc(`095060000007${(pallets++).toString().padStart(5, '0')}`);
const sent = (sscc: string, consignee: string, rest: Partial<MovementItem> = {}): MovementItem => ({
  kind: 'ship',
  occurredAt: at(9),
  place: WAREHOUSE,
  consignee,
  goods: { ssccs: [sscc] },
  ...rest,
});

let disputes = 0;
/** Two contents under one id, the first of which the ledger has. */
async function disputed(first: MovementItem, second: Partial<MovementItem>): Promise<void> {
  const id = `disputed-${disputes++}`;
  const verdicts = [];
  for (const item of [
    { ...first, id },
    { ...first, ...second, id },
  ]) {
    verdicts.push(...(await record(warehouse(), item)));
  }
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['ACCEPTED', 'CONFLICT']);
}

/** Whom the goods and what was made of them reached, by which basis, and who may be carrying them by the other version. */
async function reachOf(scope: { batchIds?: readonly string[]; unitIds?: readonly string[] }) {
  const all = await withEverythingMadeFrom(world.db, { batchIds: [], unitIds: [], ...scope });
  const { recipients, possibleCarriers } = await reachOfScope(world.db, all, world.clock);
  return {
    customers: recipients
      .map(({ customerId: id, basis, certainty }) => `${CUSTOMERS.get(id) ?? id} ${certainty} ${basis}`)
      .sort(),
    carriers: [...possibleCarriers.keys()].map((id) => CARRIERS.get(id)),
    reasons: new Set(recipients.map(({ reason }) => reason)),
  };
}

const CUSTOMERS = new Map(['K1', 'K2'].map((number) => [customerId(number), number]));
const CARRIERS = new Map(['CA', 'CB'].map((code) => [carrierId(code), code]));
const CONFLICT = new Set([expect.stringContaining('contradict')]);

test('who received a unit may have one of the batch that another version says it is of', async () => {
  const made: MovementItem = { kind: 'commission', occurredAt: at(3), place: PLANT, goods: serial('A-1', 'V1') };
  await disputed(made, { goods: serial('A-1', 'V2') });
  await record(warehouse(), units('deliver', ['A-1'], { place: null, consignee: 'K1' }));

  expect(await reachOf({ batchIds: [batch('V2')] })).toMatchObject({
    customers: ['K1 MAY_HAVE DELIVERED'],
    reasons: CONFLICT,
  });
  expect(await reachOf({ batchIds: [batch('V1')] })).toMatchObject({ customers: ['K1 MAY_HAVE DELIVERED'] });
});

test('who received what was made of a unit may have some of the batches that both versions say the unit is of', async () => {
  const made: MovementItem = { kind: 'commission', occurredAt: at(3), place: PLANT, goods: serial('A-2', 'V3') };
  await disputed(made, { goods: serial('A-2', 'V4') });
  const machine = { serials: [{ gtin: OTHER_GTIN, batch: 'V-MADE', serials: ['A-2-MADE'] }] };
  await record(
    warehouse(),
    { kind: 'transform', occurredAt: at(5), place: PLANT, goods: serial('A-2'), outputs: machine },
    { kind: 'ship', occurredAt: at(9), place: PLANT, consignee: 'K1', goods: machine },
  );

  for (const number of ['V3', 'V4']) {
    expect(await reachOf({ batchIds: [batch(number)] })).toMatchObject({
      customers: ['K1 MAY_HAVE SHIPPED'],
      reasons: CONFLICT,
    });
  }
});

test('goods that were packed into one pallet or another may be with the customers and carriers of both', async () => {
  const [one, other] = [newPallet(), newPallet()];
  const goods = { ...serial('B-1'), ...kilograms('B') };
  await disputed({ kind: 'pack', occurredAt: at(5), place: WAREHOUSE, container: one, goods }, { container: other });
  await record(warehouse(), sent(one, 'K1', { carrier: 'CA' }), sent(other, 'K2', { carrier: 'CB' }));

  const both = { customers: ['K1 MAY_HAVE SHIPPED', 'K2 MAY_HAVE SHIPPED'], carriers: expect.arrayContaining(['CB']) };
  expect(await reachOf({ unitIds: [unit('B-1')] })).toMatchObject(both);
  expect(await reachOf({ batchIds: [batch('B')] })).toMatchObject(both);
});

test('goods that one version took off a pallet may have stayed on it', async () => {
  const sscc = newPallet();
  await record(warehouse(), units('pack', ['B-2', 'B-3'], { container: sscc, occurredAt: at(5) }));
  await disputed(units('unpack', ['B-2'], { container: sscc, occurredAt: at(6) }), {
    goods: { serials: [{ gtin: GTIN, serials: ['B-3'] }] },
  });
  await record(warehouse(), sent(sscc, 'K1'));

  expect(await reachOf({ unitIds: [unit('B-2')] })).toMatchObject({ customers: ['K1 MAY_HAVE SHIPPED'] });
});

test('a part that was built into one machine or another may be with the customers of both', async () => {
  const into = (machine: string) => ({ kind: 'pack', occurredAt: at(5), place: PLANT, container: machine });
  const machine = (number: string) => `(01)${OTHER_GTIN}(21)${number}`;
  await disputed({ ...into(machine('M-9')), goods: serial('C-1') }, { container: machine('M-10') });
  for (const [number, consignee] of [
    ['M-9', 'K1'],
    ['M-10', 'K2'],
  ] as const) {
    const goods = { serials: [{ gtin: OTHER_GTIN, serials: [number] }] };
    await record(warehouse(), { kind: 'ship', occurredAt: at(9), place: PLANT, consignee, goods });
  }

  expect(await reachOf({ unitIds: [unit('C-1')] })).toMatchObject({
    customers: ['K1 MAY_HAVE SHIPPED', 'K2 MAY_HAVE SHIPPED'],
  });
});

test('who received what came of a making may have it, while two records of the making contradict each other', async () => {
  const making: MovementItem = { kind: 'transform', occurredAt: at(4), place: PLANT, goods: kilograms('CN1') };
  await disputed({ ...making, outputs: serial('CN-1', 'CN2') }, { occurredAt: at(5), outputs: serial('CN-9', 'CN2') });
  await record(
    warehouse(),
    { ...making, occurredAt: at(6), goods: serial('CN-1'), outputs: serial('CN-2', 'CN3') },
    units('ship', ['CN-2'], { place: PLANT, consignee: 'K1' }),
    { ...making, outputs: serial('CN-3', 'CN4') },
    units('ship', ['CN-3'], { place: PLANT, consignee: 'K2' }),
  );

  expect(await reachOf({ batchIds: [batch('CN1')] })).toEqual({
    customers: ['K1 MAY_HAVE SHIPPED', 'K2 EXACT SHIPPED'],
    carriers: [],
    reasons: new Set([null, expect.stringContaining('contradict')]),
  });
});

test('what was made of one batch or another may be of both, and so may what was made of that', async () => {
  const making: MovementItem = { kind: 'transform', occurredAt: at(4), place: PLANT, goods: kilograms('D1') };
  await disputed({ ...making, outputs: serial('D-1') }, { goods: kilograms('D2') });
  const further: MovementItem = { kind: 'transform', occurredAt: at(5), place: PLANT, goods: serial('D-1') };
  await record(
    warehouse(),
    { ...further, outputs: serial('D-2') },
    units('ship', ['D-2'], { place: PLANT, consignee: 'K1' }),
  );

  expect(await reachOf({ batchIds: [batch('D2')] })).toMatchObject({
    customers: ['K1 MAY_HAVE SHIPPED'],
    reasons: CONFLICT,
  });
});

test('a batch may have gone into what another version says was made of it, and on from conflict to conflict', async () => {
  const sscc = newPallet();
  const making: MovementItem = { kind: 'transform', occurredAt: at(4), place: PLANT, goods: kilograms('E1') };
  await disputed({ ...making, outputs: kilograms('E2') }, { outputs: kilograms('E3') });
  await disputed(
    { ...making, occurredAt: at(5), goods: kilograms('E3'), outputs: kilograms('E4') },
    { outputs: kilograms('E1') },
  );
  const packing: MovementItem = { kind: 'pack', occurredAt: at(6), place: WAREHOUSE, goods: kilograms('E4') };
  await disputed({ ...packing, container: newPallet() }, { container: sscc });
  await record(warehouse(), sent(sscc, 'K2'));

  expect(await reachOf({ batchIds: [batch('E1')] })).toMatchObject({
    customers: ['K2 MAY_HAVE SHIPPED'],
    reasons: CONFLICT,
  });
});

test('of a pallet that one of two carriers took to one of two customers, all of them are told', async () => {
  const sscc = newPallet();
  await record(warehouse(), units('pack', ['F-1'], { container: sscc, occurredAt: at(5) }));
  await disputed(sent(sscc, 'K1', { carrier: 'CA' }), { consignee: 'K2', carrier: 'CB' });

  expect(await reachOf({ unitIds: [unit('F-1')] })).toMatchObject({
    customers: ['K1 MAY_HAVE SHIPPED', 'K2 MAY_HAVE SHIPPED'],
    carriers: ['CB'],
  });
});

test('a conflict about other goods of a batch leaves a named unit of it certain', async () => {
  await record(
    warehouse(),
    { kind: 'commission', occurredAt: at(3), place: PLANT, goods: serial('G-1', 'G') },
    { kind: 'commission', occurredAt: at(3), place: PLANT, goods: serial('G-2', 'G') },
    units('ship', ['G-1'], { consignee: 'K1' }),
  );
  await disputed(units('ship', ['G-2'], { consignee: 'K1' }), { consignee: 'K2' });

  const found = await recipientsOf(world.db, { batchIds: [], unitIds: [unit('G-1')] }, world.clock);

  expect(found).toMatchObject([{ customerId: customerId('K1'), certainty: 'EXACT', reason: null }]);
});
