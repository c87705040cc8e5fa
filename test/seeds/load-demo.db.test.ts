import { beforeAll, expect, test } from '@jest/globals';

import { DEMO_WAREHOUSE, loadDemo } from '../../seeds/load-demo.js';
import { makeGln, makeGtin, parseBatchNumber, type BatchNumber } from '../../src/gs1/index.js';
import { carrierId, customerId, locationId } from '../../src/parties/index.js';
import type { Database } from '../../src/platform/database/database.js';
import { batchId, registerProducts } from '../../src/products/index.js';
import { recipientsOf, whereaboutsOf } from '../../src/trace/index.js';
import { createTestDatabase } from '../support/database.js';
import { setUpWorld } from '../support/world.js';
import { piecesOf, rawLines, rawOrders } from './northwind/raw-rows.js';

const LOAD_MS = 300_000;
const world = setUpWorld();
const silently = () => undefined;

// Everything below is asked of a demo whose load was cut off once, halfway through its movements, and then begun again on a
// machine so busy that statements take longer than they may.
beforeAll(async () => {
  await expect(loadDemo(world.retrace(), pullThePlugAt(' 40 %'))).rejects.toThrow('no more power');

  const { context, report, cutOff } = onABusyMachine();
  expect(await loadDemo(context, report)).toMatchObject({ outcome: 'DemoLoaded' });
  expect(cutOff()).toBeGreaterThan(5);
}, LOAD_MS);

/** After each report, PostgreSQL cuts off what is next, for the time it takes. */
function onABusyMachine() {
  const context = world.retrace();
  let isNext = false;
  let times = 0;
  const db: Database = Object.assign(Object.create(context.db) as Database, {
    transaction: async (...story: Parameters<Database['transaction']>) => {
      if (isNext) {
        isNext = false;
        times++;
        await context.db.transaction((tx) => tx.rows('take_long', 'select pg_sleep(60)'), { statementTimeoutMs: 10 });
      }
      return context.db.transaction(...story);
    },
  });
  const report = (message: string) => {
    isNext = message.includes('%');
  };
  return { context: { ...context, db }, report, cutOff: () => times };
}

test('the demo is 51,317 units in 563 batches, and 830 orders', async () => {
  const [counts] = await world.db.rows(
    'count_demo',
    `
    select
      (select count(*) from unit) as units,
      (select count(*) from batch where batch.uom = 'H87') as batches,
      (select count(*) from logistic_unit) as pallets,
      (select count(distinct movement.order_ref) from movement) as orders
    `,
  );

  expect(counts).toEqual({ units: 51_317, batches: 563, pallets: 830, orders: 830 });
});

test('every piece of every order row is where that row says', async () => {
  const batchIds = await allBatches();

  const { units, places } = await whereaboutsOf(world.db, { batchIds, unitIds: [] }, world.clock);

  expect(units).toBe(51_317);
  expect(tally(places.map((place) => [placeText(place), place.units]))).toEqual(
    tally(rawOrders.map((order) => [placeOfOrder(order), piecesOf([order.id])])),
  );
});

test('most is delivered, some on the way, and the rest waits in the warehouses', async () => {
  const { places } = await whereaboutsOf(world.db, { batchIds: await allBatches(), unitIds: [] }, world.clock);

  expect(tally(places.map(({ placeKind, units }) => [placeKind, units]))).toEqual(
    new Map([
      ['AT_LOCATION', 1_198],
      ['DELIVERED', 49_524],
      ['IN_TRANSIT', 595],
    ]),
  );
});

test('a batch reached the customers who ordered the product in its quarter, with as many pieces', async () => {
  const orders = rawOrders.filter(({ orderedOn, shippedOn }) => /^1997-0[123]/.test(orderedOn) && shippedOn !== '');
  const bought = orders.map(({ id, customer }): [string, number] => [customerId(customer), piecesOfProduct(id, '11')]);

  const scope = { batchIds: [batchId(makeGtin('0950600000011'), batchNumber('1997Q1'))], unitIds: [] };
  const recipients = await recipientsOf(world.db, scope, world.clock);

  expect(tally(recipients.map((recipient) => [recipient.customerId, recipient.units]))).toEqual(tally(bought));
  expect(new Set(recipients.map(({ basis, certainty }) => `${basis} ${certainty}`))).toEqual(
    new Set(['DELIVERED EXACT']),
  );
});

test(
  'a loaded demo is not loaded again',
  async () => {
    const before = await entries();

    expect(await loadDemo(world.retrace(), silently)).toMatchObject({ outcome: 'DemoThere' });

    expect(await entries()).toEqual(before);
  },
  LOAD_MS,
);

test('a movement of the demo that its source sends again is known', async () => {
  const statuses = await world.graphql(
    world.as('WAREHOUSE'),
    'query ($source: String!) { movementStatus(source: $source, ids: ["nw-ship-10248", "nw-ship-1"]) { status } }',
    { source: DEMO_WAREHOUSE.sourceCode },
  );

  expect(statuses).toEqual({ movementStatus: [{ status: 'RECORDED' }, { status: 'UNKNOWN' }] });
});

test('a database that somebody uses already is left alone', async () => {
  const { db, drop } = await createTestDatabase();
  const context = { ...world.retrace(), db };
  await registerProducts(context, [{ gtin: '9506000134352', name: 'Not of the demo' }]);

  const answer = await loadDemo(context, silently);

  expect(answer.outcome).toBe('DatabaseInUse');
  expect(await db.rows('count_products', 'select count(*) as products from product')).toEqual([{ products: 1 }]);
  await drop();
});

function pullThePlugAt(progress: string) {
  return (message: string) => {
    if (message.includes(progress)) throw new Error('no more power');
  };
}

const allBatches = async () =>
  (await world.db.rows<{ id: string }>('all_batches', 'select batch.batch_id as id from batch')).map(({ id }) => id);

/** How many entries the ledger and the trail have. */
const entries = () =>
  world.db.rows(
    'count_entries',
    'select (select count(*) from movement) as movements, (select count(*) from audit_entry) as audited',
  );

interface PlaceIds {
  readonly placeKind: string;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
}

const placeText = ({ placeKind, ...at }: PlaceIds) =>
  placeKind === 'IN_TRANSIT'
    ? `${placeKind} ${at.carrierId} ${at.consigneeId}`
    : `${placeKind} ${placeKind === 'DELIVERED' ? at.consigneeId : at.locationId}`;

function placeOfOrder({ customer, employee, shippedOn, shipper }: (typeof rawOrders)[number]): string {
  if (shippedOn === '') return `AT_LOCATION ${locationId('5679'.includes(employee) ? LONDON : SEATTLE)}`;
  const arrival = new Date(Date.parse(shippedOn) + 3 * 86_400_000).toISOString();
  return arrival < '1998-05-07'
    ? `DELIVERED ${customerId(customer)}`
    : `IN_TRANSIT ${carrierId(`NW-${shipper}`)} ${customerId(customer)}`;
}

const SEATTLE = makeGln('950600020001');
const LONDON = makeGln('950600020002');

const piecesOfProduct = (orderId: string, productId: string): number =>
  rawLines
    .filter(({ order, product }) => order === orderId && product === productId)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Sums by name, those that come to nothing left out. */
function tally(counted: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of counted) if (count > 0) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

const batchNumber = (text: string) => parseBatchNumber(text) as BatchNumber;
