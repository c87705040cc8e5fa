import { beforeAll, expect, test } from '@jest/globals';

import { makeGln, makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { customerId, registerCustomers, registerLocations } from '../../src/parties/index.js';
import { batchId } from '../../src/products/index.js';
import { recipientsOf, withEverythingMadeFrom } from '../../src/trace/index.js';
import { GTIN, PLANT, record, registerTestSource } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const SITE_OF_SHOP = makeGln('950600039007');
const NUMBERS = ['SHOP', 'CAFE'];

beforeAll(async () => {
  await registerTestSource(world);
  await registerCustomers(
    world.as('QUALITY'),
    NUMBERS.map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  await registerLocations(world.as('QUALITY'), [
    { gln: SITE_OF_SHOP, name: 'Site of the shop', kind: 'CUSTOMER_SITE', customerNumber: 'SHOP' },
  ]);
});

const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
const nameOf = new Map(NUMBERS.map((number) => [customerId(number), number]));
let pallets = 0;
const newPallet = () => makeSscc(`095060000008${(pallets++).toString().padStart(5, '0')}`);

async function recordAll(...movements: MovementItem[]) {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
}

function pieces(kind: string, hour: number, number: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch: number, quantity }] };
  return { kind, occurredAt: at(hour), place: PLANT, goods, ...rest };
}
/** Whom a batch and what was made of it reached: how certainly, by which basis and how much of it. */
async function recipients(batch: string) {
  const batchIds = [batchId(GTIN, parseBatchNumber(batch) as never)];
  const found = await recipientsOf(
    world.db,
    await withEverythingMadeFrom(world.db, { batchIds, unitIds: [] }),
    world.clock,
  );
  return Object.fromEntries<unknown>(
    found.map(({ customerId: id, certainty, basis, quantities }) => [
      nameOf.get(id) ?? id,
      [certainty, basis, ...quantities.map(({ quantity }) => quantity)],
    ]),
  );
}

test('goods that came out of a container at a site of a customer reached that customer, though nothing says how', async () => {
  await recordAll(pieces('unpack', 7, 'OUT', '10', { container: newPallet(), place: SITE_OF_SHOP }));

  expect(await recipients('OUT')).toEqual({ SHOP: ['EXACT', 'DELIVERED', '10'] });
});

test('what came to a customer in a container, was unpacked and used up there is counted once', async () => {
  const sscc = newPallet();
  await recordAll(
    pieces('pack', 5, 'ONCE', '10', { container: sscc }),
    { kind: 'ship', occurredAt: at(6), place: PLANT, consignee: 'SHOP', goods: { ssccs: [sscc] } },
    pieces('unpack', 7, 'ONCE', '10', { container: sscc, place: SITE_OF_SHOP }),
    pieces('destroy', 8, 'ONCE', '4', { place: SITE_OF_SHOP }),
  );

  expect(await recipients('ONCE')).toEqual({ SHOP: ['EXACT', 'DELIVERED', '10'] });
});

test('who makes goods at their own site has them', async () => {
  await recordAll(
    {
      kind: 'transform',
      occurredAt: at(7),
      place: SITE_OF_SHOP,
      goods: { quantities: [{ gtin: GTIN, batch: 'DOUGH', quantity: '5' }] },
      outputs: { quantities: [{ gtin: GTIN, batch: 'BREAD', quantity: '20' }] },
    },
    pieces('commission', 8, 'CAKE', '3', { place: SITE_OF_SHOP }),
  );

  expect(await recipients('BREAD')).toEqual({ SHOP: ['EXACT', 'DELIVERED', '20'] });
  expect(await recipients('CAKE')).toEqual({ SHOP: ['EXACT', 'DELIVERED', '3'] });
});

test('what was taken off a logistic unit before anything was put on it takes nothing of what was put on it later', async () => {
  const sscc = newPallet();
  await recordAll(
    pieces('unpack', 4, 'EARLY', '10', { container: sscc }),
    pieces('pack', 5, 'EARLY', '10', { container: sscc }),
    { kind: 'ship', occurredAt: at(6), place: PLANT, consignee: 'SHOP', goods: { ssccs: [sscc] } },
  );

  expect(await recipients('EARLY')).toEqual({ SHOP: ['EXACT', 'SHIPPED', '10'] });
});

test('nothing is left on a logistic unit that was emptied, whatever had been taken off it unrecorded', async () => {
  const sscc = newPallet();
  await recordAll(
    pieces('unpack', 3, 'EMPTY', '4', { container: sscc }),
    pieces('pack', 4, 'EMPTY', '10', { container: sscc }),
    { kind: 'unpack', occurredAt: at(5), place: PLANT, container: sscc, goods: {} },
    { kind: 'ship', occurredAt: at(6), place: PLANT, consignee: 'SHOP', goods: { ssccs: [sscc] } },
  );

  expect(await recipients('EMPTY')).toEqual({});
});

test('whom goods came back from for certain had them for certain, though of nothing else is it certain that it was sent to them', async () => {
  const sent: MovementItem = { id: 'sent-to-whom', ...pieces('ship', 3, 'BACK', '10', { consignee: 'SHOP' }) };
  await recordAll(sent);
  const [conflict] = await record(world.as('WAREHOUSE'), { ...sent, consignee: 'CAFE' });
  expect(conflict?.verdict).toBe('CONFLICT');
  await recordAll(pieces('return', 8, 'BACK', '4', { consignee: 'SHOP' }));

  expect(await recipients('BACK')).toMatchObject({
    SHOP: ['EXACT', 'DELIVERED'],
    CAFE: ['MAY_HAVE', 'SHIPPED'],
  });
});
