import { beforeAll, expect, test } from '@jest/globals';

import { makeGln, parseBatchNumber } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { carrierId, customerId, registerCustomers, registerLocations } from '../../src/parties/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { GTIN, PLANT, record, registerTestSource, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const SITE_OF_K3 = makeGln('950600039003');

beforeAll(async () => {
  await registerTestSource(world);
  const customers = ['K1', 'K2', 'K3'].map((number) => ({ number, kind: 'BUSINESS', name: number }));
  await registerCustomers(world.as('QUALITY'), customers);
  await registerLocations(world.as('QUALITY'), [
    { gln: SITE_OF_K3, name: 'Site of K3', kind: 'CUSTOMER_SITE', customerNumber: 'K3' },
  ]);
});

const NAMES = new Map([
  ...['CA', 'CB', 'CX'].map((code): [string, string] => [carrierId(code), code]),
  ...['K1', 'K2', 'K3'].map((number): [string, string] => [customerId(number), number]),
]);

function pieces(kind: string, day: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const occurredAt = new Date(Date.UTC(2026, 1, day)).toISOString();
  return { kind, occurredAt, place: PLANT, goods: { quantities: [{ gtin: GTIN, batch, quantity }] }, ...rest };
}

async function inTransit(number: string, movements: readonly MovementItem[]) {
  for (const movement of movements) {
    const [{ verdict, problems } = { verdict: null, problems: [] }] = await record(world.as('WAREHOUSE'), movement);
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
  if (!row) throw new Error(`no batch ${number}`);
  const now = await whereaboutsOfBatch(world.as('QUALITY'), row);
  const known = await whereaboutsOfBatch(world.as('QUALITY'), row, { asKnownAt: new Date(world.clock.getTime() - 1) });
  expect(known.places).toEqual(now.places);
  return now.places
    .filter(({ placeKind }) => placeKind === 'IN_TRANSIT')
    .map(({ carrierId: carrier, consigneeId, quantities }) =>
      [NAMES.get(carrier ?? ''), NAMES.get(consigneeId ?? ''), quantities[0]?.quantity].filter(Boolean).join(' '),
    )
    .sort();
}

test.each([
  ['as it happened', (movements: MovementItem[]) => movements],
  ['last first', (movements: MovementItem[]) => movements.toReversed()],
])(
  'what arrived is of what had left by then and was bound for there, and each carrier keeps the rest: told %s',
  async (_, order) => {
    const [first, second, third] = ['A', 'B', 'C'].map((letter) => `${letter} ${_}`) as [string, string, string];

    expect(
      await inTransit(
        first,
        order([
          pieces('ship', 19, first, '100', { destination: WAREHOUSE, carrier: 'CB' }),
          pieces('receive', 20, first, '50', { place: WAREHOUSE }),
          pieces('ship', 21, first, '50', { place: WAREHOUSE, carrier: 'CA', consignee: 'K1' }),
        ]),
      ),
    ).toEqual(['CA K1 50', 'CB 50']);
    expect(
      await inTransit(
        second,
        order([
          pieces('ship', 1, second, '10', { carrier: 'CA', consignee: 'K1' }),
          pieces('ship', 1, second, '10', { carrier: 'CB', destination: WAREHOUSE }),
          pieces('ship', 1, second, '10', { carrier: 'CX', consignee: 'K2' }),
          pieces('receive', 2, second, '10', { place: WAREHOUSE }),
        ]),
      ),
    ).toEqual(['CA K1 10', 'CX K2 10']);
    expect(
      await inTransit(
        third,
        order([
          pieces('ship', 1, third, '10', { carrier: 'CA', consignee: 'K1' }),
          pieces('ship', 1, third, '10', { carrier: 'CB', consignee: 'K3' }),
          pieces('deliver', 2, third, '10', { place: SITE_OF_K3 }),
        ]),
      ),
    ).toEqual(['CA K1 10']);
  },
);
