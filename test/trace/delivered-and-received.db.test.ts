import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeGln, parseBatchNumber } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { customerId, registerCustomers, registerLocations } from '../../src/parties/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { kindsOf, pageOfGaps } from './gaps/gap-story.js';

const world = setUpWorld();
const NORTH = makeGln('950600039003');
const SOUTH = makeGln('950600039004');

beforeAll(async () => {
  await registerTestSource(world);
  const customers = ['K1', 'K3'].map((number) => ({ number, kind: 'BUSINESS', name: number }));
  await registerCustomers(world.as('QUALITY'), customers);
  await registerLocations(
    world.as('QUALITY'),
    [NORTH, SOUTH].map((gln) => ({ gln, name: gln, kind: 'CUSTOMER_SITE', customerNumber: 'K3' })),
  );
});

const NAMES = new Map(['K1', 'K3'].map((number): [string, string] => [customerId(number), number]));
const on = (day: number) => new Date(Date.UTC(2026, 1, day));
const idOf = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);

function kilograms(kind: string, day: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch, quantity, uom: 'KGM' }] };
  return { kind, occurredAt: on(day).toISOString(), place: null, goods, ...rest };
}

const made = (batch: string, quantity: string) => kilograms('commission', 1, batch, quantity, { place: PLANT });
const shipped = (day: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) =>
  kilograms('ship', day, batch, quantity, { place: PLANT, consignee: 'K3', ...rest });
const handed = (day: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) =>
  kilograms('deliver', day, batch, quantity, { consignee: 'K3', ...rest });
const received = (day: number, batch: string, quantity: string, place = NORTH) =>
  kilograms('receive', day, batch, quantity, { place });

async function recordAll(movements: readonly MovementItem[]) {
  for (const movement of movements) {
    const [{ verdict, problems } = { verdict: null, problems: [] }] = await record(world.as('WAREHOUSE'), movement);
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

/** Where a batch is, by what is on record and by what is known, which are one. */
async function places(number: string, asOf: Date | null = null) {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  const [row] = await batchById.find(world.db, [idOf(number)]);
  if (!row) throw new Error(`no batch ${number}`);
  const now = await whereaboutsOfBatch(world.as('QUALITY'), row, { asOf });
  const asKnownAt = new Date(world.clock.getTime() - 1);
  const known = await whereaboutsOfBatch(world.as('QUALITY'), row, { asOf, asKnownAt });
  expect(known.places).toEqual(now.places);
  return now.places
    .map(({ placeKind, consigneeId, quantities: [first] }) =>
      [placeKind, NAMES.get(consigneeId ?? ''), first?.quantity].filter(Boolean).join(' '),
    )
    .sort();
}

async function gapsOf(number: string) {
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { states: ['OPEN'], goodsId: idOf(number) });
  return kindsOf(nodes);
}

const ORDERS = [
  ['as it happened', (movements: MovementItem[]) => movements],
  ['last first', (movements: MovementItem[]) => movements.toReversed()],
  ['the handover last', ([a, b, c, ...d]: MovementItem[]) => [a, c, ...d, b].filter((one) => one !== undefined)],
] as const;

describe.each(ORDERS)('what was shipped, handed over and received by the customer, told %s', (how, order) => {
  test('is with the customer once, nothing is on its way, and nothing is missing', async () => {
    const batch = `ONCE ${how}`;
    await recordAll(
      order([made(batch, '10'), shipped(2, batch, '10'), handed(3, batch, '10'), received(3, batch, '10')]),
    );

    expect(await places(batch)).toEqual(['AT_LOCATION 10']);
    expect(await gapsOf(batch)).toEqual([]);
  });

  test('is counted once at every moment, in several parts', async () => {
    const batch = `PARTS ${how}`;
    await recordAll(
      order([
        made(batch, '10'),
        shipped(2, batch, '10'),
        handed(3, batch, '6'),
        received(4, batch, '6'),
        received(5, batch, '4'),
        handed(6, batch, '4'),
      ]),
    );

    expect(await places(batch, on(2))).toEqual(['IN_TRANSIT K3 10']);
    expect(await places(batch, on(3))).toEqual(['DELIVERED K3 6', 'IN_TRANSIT K3 4']);
    expect(await places(batch, on(4))).toEqual(['AT_LOCATION 6', 'IN_TRANSIT K3 4']);
    expect(await places(batch, on(5))).toEqual(['AT_LOCATION 10']);
    expect(await places(batch)).toEqual(['AT_LOCATION 10']);
    expect(await gapsOf(batch)).toEqual([]);
  });

  test('is less by what they sent back, and hides nothing that is on its way to others', async () => {
    const batch = `OTHERS ${how}`;
    await recordAll(
      order([
        made(batch, '20'),
        shipped(2, batch, '10'),
        shipped(2, batch, '10', { consignee: 'K1' }),
        handed(3, batch, '10'),
        received(3, batch, '10'),
        kilograms('return', 4, batch, '4', { place: PLANT, consignee: 'K3' }),
      ]),
    );

    expect(await places(batch)).toEqual(['AT_LOCATION 4', 'AT_LOCATION 6', 'IN_TRANSIT K1 10']);
  });
});

test('of a shipment, a handover and a receipt, any two tell the same', async () => {
  await recordAll([made('S-H', '10'), shipped(2, 'S-H', '10'), handed(3, 'S-H', '10')]);
  await recordAll([made('S-R', '10'), shipped(2, 'S-R', '10'), received(3, 'S-R', '10')]);
  await recordAll([made('H-R', '10'), handed(3, 'H-R', '10'), received(3, 'H-R', '10')]);

  expect(await places('S-H')).toEqual(['DELIVERED K3 10']);
  expect(await places('S-R')).toEqual(['AT_LOCATION 10']);
  // Nobody recorded that it left us, so it arrived and was never shipped: once.
  expect(await places('H-R')).toEqual(['AT_LOCATION 10', 'AT_LOCATION 10', 'IN_TRANSIT -10']);
  expect(await gapsOf('S-H')).toEqual([]);
  expect(await gapsOf('S-R')).toEqual([]);
  expect(await gapsOf('H-R')).toEqual(['RECEIVED_NEVER_SHIPPED']);
});

test('what was handed over at one site and received at another are two', async () => {
  await recordAll([made('SITES', '13'), shipped(2, 'SITES', '13')]);
  await recordAll([handed(3, 'SITES', '10', { place: NORTH }), received(3, 'SITES', '3', SOUTH)]);

  expect(await places('SITES')).toEqual(['AT_LOCATION 3', 'DELIVERED K3 10']);
  expect(await gapsOf('SITES')).toEqual([]);
});

test('what another customer handed on and the next received is with the next once', async () => {
  await recordAll([made('ON', '10'), shipped(2, 'ON', '10', { consignee: 'K1' })]);
  await recordAll([handed(3, 'ON', '10', { consignee: 'K1' }), handed(4, 'ON', '4', { consignor: 'K1' })]);
  await recordAll([received(5, 'ON', '4')]);

  expect(await places('ON')).toEqual(['AT_LOCATION 4', 'DELIVERED K1 6']);
  expect(await gapsOf('ON')).toEqual([]);
});

test('a receipt under another number than the shipment and the handover is no gap', async () => {
  await recordAll([
    made('REF', '20'),
    shipped(2, 'REF', '20', { shipment: 'D-1' }),
    handed(3, 'REF', '10'),
    { ...received(3, 'REF', '20'), shipment: 'D-1' },
  ]);

  expect(await gapsOf('REF')).toEqual([]);
});
