import { beforeAll, expect, test } from '@jest/globals';

import { type Gtin, makeGtin, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { batchId, registerProducts, unitId } from '../../src/products/index.js';
import { goodsOf } from '../../src/recalls/scope/scope-goods.js';
import { loadGenealogy } from '../../src/trace/genealogy/genealogy.js';
import { loadOrigin, recipientsOf, withEverythingMadeFrom } from '../../src/trace/index.js';
import { PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties, readRecall } from './recall-story.js';

const world = setUpWorld();
const [SALT, PEPPER, DISPLAY, SALT_CASE, SAUCE] = ['01', '02', '03', '04', '05'].map((n) =>
  makeGtin(`09506000003${n}`),
) as [Gtin, Gtin, Gtin, Gtin, Gtin];

beforeAll(async () => {
  await registerParties(world);
  await registerProducts(world.as('QUALITY'), [
    { gtin: SALT, name: 'Salt' },
    { gtin: PEPPER, name: 'Pepper' },
    {
      gtin: DISPLAY,
      name: 'Display of salt and pepper',
      contains: [
        { gtin: SALT, quantity: 10 },
        { gtin: PEPPER, quantity: 10 },
      ],
    },
    { gtin: SALT_CASE, name: 'Case of salt', contains: [{ gtin: SALT, quantity: 12 }] },
  ]);
});

const batch = (gtin: Gtin, number: string) => batchId(gtin, parseBatchNumber(number) as never);
const pieces = (gtin: Gtin, number: string) => ({ quantities: [{ gtin, batch: number, quantity: '5' }] });

function move(kind: string, goods: MovementItem['goods'], rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: '2026-02-01T08:00:00Z', place: PLANT, goods, ...rest };
}

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('QUALITY'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

const spices = (number: string) => [
  move('ship', pieces(SALT_CASE, number), { consignee: 'ANNA' }),
  move('ship', pieces(DISPLAY, number), { consignee: 'BODO' }),
  move('ship', pieces(PEPPER, number), { consignee: 'CARL' }),
];

async function told(gtin: Gtin, number: string): Promise<string[]> {
  const recallId = await approved(world, number, { scope: { batches: [{ gtin, batch: number }] } });
  await launch(world, recallId);
  const { customers } = (await readRecall(world, recallId)) as {
    customers: { nodes: { customer: { number: string } }[] };
  };
  return customers.nodes.map(({ customer }) => customer.number).sort();
}

test('a recall of one product in a mixed display reaches who got the display, and nobody by the other product alone', async () => {
  await recordAll(...spices('S-1'));

  expect(await told(SALT, 'S-1')).toEqual(['ANNA', 'BODO']);
  expect(await told(PEPPER, 'S-1')).toEqual(['BODO', 'CARL']);
  expect(await told(DISPLAY, 'S-1')).toEqual(['ANNA', 'BODO', 'CARL']);
});

test('what was made of the other product of a mixed display is not made of the one, also asked for together', async () => {
  const sauce = (gtin: Gtin, serial: string) =>
    move('transform', pieces(gtin, 'S-2'), {
      outputs: { serials: [{ gtin: SAUCE, batch: 'SAUCE', serials: [serial] }] },
    });
  await recordAll(...spices('S-2'), sauce(PEPPER, 'hot'), sauce(DISPLAY, 'both'));

  const made = await withEverythingMadeFrom(world.db, { batchIds: [batch(SALT_CASE, 'S-2')], unitIds: [] });
  // Of the salt itself, nothing was ever recorded.
  const scope = { batches: [{ gtin: SALT, number: 'S-2' }], serials: [], ranges: [], onlyNamed: false };
  const goods = await goodsOf(world.db, scope);
  const context = world.as('QUALITY');
  const [ofSalt, ofDisplay] = await Promise.all([
    loadGenealogy(context, 'batch', batch(SALT_CASE, 'S-2'), 'FORWARD'),
    loadGenealogy(context, 'batch', batch(DISPLAY, 'S-2'), 'FORWARD'),
  ]);

  const sauceId = (serial: string) => unitId(SAUCE, parseSerial(serial) as never);
  expect([made.unitIds, goods.unitIds]).toEqual([[sauceId('both')], [sauceId('both')]]);
  expect([ofSalt?.unitCount, ofDisplay?.unitCount]).toEqual([1, 2]);
  expect((await recipientsOf(world.db, made, world.clock)).length).toBe(2);
  const origin = await loadOrigin(context, sauceId('hot'));
  expect(origin?.batchIds).toEqual([batch(PEPPER, 'S-2')]);
});

test('goods that were met as another level and are then made themselves are asked for their own other levels', async () => {
  const refilled = move('transform', pieces(SALT, 'S-3'), { outputs: pieces(DISPLAY, 'S-3') });
  await recordAll(...spices('S-3'), refilled);

  expect(await told(SALT, 'S-3')).toEqual(['ANNA', 'BODO', 'CARL']);
});
