import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeGtin, makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import { type MovementItem, registerBatches } from '../../src/movements/index.js';
import { customerId } from '../../src/parties/index.js';
import {
  batchById,
  batchesInOtherLevels,
  batchId,
  ensureProducts,
  packagingAround,
  productId,
  registerProducts,
} from '../../src/products/index.js';
import { inAllPackagingLevels } from '../../src/trace/genealogy/made-of-scope.js';
import { recipientsOf, whereaboutsOf, withEverythingMadeFrom } from '../../src/trace/index.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { PLANT, record, registerTestSource, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

const [EACH, CASE, PALLET, BOX] = ['01', '02', '03', '04'].map((n) => makeGtin(`09506000001${n}`)) as [
  ReturnType<typeof makeGtin>,
  ReturnType<typeof makeGtin>,
  ReturnType<typeof makeGtin>,
  ReturnType<typeof makeGtin>,
];
const CIRCLE = ['11', '12', '13'].map((n) => makeGtin(`09506000001${n}`));

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [
    { gtin: EACH, name: 'Each' },
    { gtin: CASE, name: 'Case of 12', contains: [{ gtin: EACH, quantity: 12 }] },
    { gtin: PALLET, name: 'Pallet of 5 cases', contains: [{ gtin: CASE, quantity: 5 }] },
  ]);
  // Registering a circle is refused; master data that was loaded otherwise may have one.
  await ensureProducts(world.db, CIRCLE);
  for (const [i, gtin] of CIRCLE.entries()) {
    await world.db.rows(
      'circle_of_packaging',
      'insert into packaging_level (product_id, contained_product_id, quantity) values ($1, $2, 2)',
      [productId(gtin), productId(CIRCLE[(i + 1) % 3] ?? gtin)],
    );
  }
});

const batch = (gtin: string, number: string) => batchId(gtin as never, parseBatchNumber(number) as never);
const scopeOf = (...batchIds: string[]) => ({ batchIds, unitIds: [] });

let hour = 0;

function pieces(kind: string, gtin: string, number: string, quantity: string, rest: Partial<MovementItem> = {}) {
  hour += 1;
  const occurredAt = new Date(Date.UTC(2026, 1, 1, 0, hour)).toISOString();
  return { kind, occurredAt, place: PLANT, goods: { quantities: [{ gtin, batch: number, quantity }] }, ...rest };
}

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('WAREHOUSE'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

const quantitiesOf = (list: readonly { quantities: readonly object[] }[]) => list.map(({ quantities }) => quantities);

describe('quantities of several packaging levels', () => {
  test('reached a customer as so many pieces of the lowest, loose or on a logistic unit', async () => {
    const sscc = makeSscc('09506000000900001');
    await recordAll(
      pieces('ship', EACH, 'THREE', '7', { consignee: 'C-1' }),
      pieces('ship', CASE, 'THREE', '2', { consignee: 'C-1' }),
      pieces('pack', PALLET, 'THREE', '1', { container: sscc }),
      { ...pieces('ship', EACH, 'THREE', '1', { consignee: 'C-1' }), goods: { ssccs: [sscc] } },
    );

    const [found] = await recipientsOf(
      world.db,
      await inAllPackagingLevels(world.db, scopeOf(batch(CASE, 'THREE'))),
      world.clock,
    );

    expect(found).toMatchObject({ customerId: customerId('C-1'), certainty: 'EXACT' });
    expect(found?.quantities).toEqual([{ quantity: '91', uom: 'H87', gtin: EACH }]);
  });

  test('are where they are as so many pieces of the lowest, and what left as cases may arrive as eaches', async () => {
    await recordAll(
      pieces('ship', CASE, 'TRANSIT', '2'),
      pieces('receive', EACH, 'TRANSIT', '20', { place: WAREHOUSE }),
    );

    const scope = scopeOf(batch(EACH, 'TRANSIT'), batch(CASE, 'TRANSIT'));
    const { places } = await whereaboutsOf(world.db, scope, world.clock);

    expect(places.map(({ placeKind, quantities: [first] }) => [placeKind, first?.quantity])).toEqual(
      expect.arrayContaining([
        ['AT_LOCATION', '-24'],
        ['AT_LOCATION', '20'],
        ['IN_TRANSIT', '4'],
      ]),
    );
    expect(new Set(quantitiesOf(places).flatMap((list) => list.map((one) => (one as { gtin: string }).gtin)))).toEqual(
      new Set([EACH]),
    );
  });

  test('stand by themselves where it is not registered how many a level holds', async () => {
    await recordAll(
      pieces('ship', EACH, 'UNSAID', '7', { consignee: 'C-2' }),
      pieces('ship', BOX, 'UNSAID', '3', { consignee: 'C-2' }),
    );

    const [found] = await recipientsOf(world.db, scopeOf(batch(EACH, 'UNSAID'), batch(BOX, 'UNSAID')), world.clock);

    expect(found?.quantities).toEqual(
      expect.arrayContaining([
        { quantity: '7', uom: 'H87', gtin: EACH },
        { quantity: '3', uom: 'H87', gtin: BOX },
      ]),
    );
    expect(found?.quantities).toHaveLength(2);
  });

  test('stand by themselves where levels go round in a circle, and no walk is endless', async () => {
    await recordAll(...CIRCLE.map((gtin) => pieces('ship', gtin, 'ROUND', '1', { consignee: 'C-3' })));

    const scope = await withEverythingMadeFrom(world.db, scopeOf(batch(CIRCLE[0] ?? '', 'ROUND')));
    const [found] = await recipientsOf(world.db, scope, world.clock);

    expect(scope.batchIds).toEqual(CIRCLE.map((gtin) => batch(gtin, 'ROUND')).sort());
    expect(found?.quantities.map(({ gtin, quantity }) => [gtin, quantity]).sort()).toEqual(
      CIRCLE.map((gtin) => [gtin, '1']).sort(),
    );
  });

  test('that are measured are the same in every level', async () => {
    const kilograms = (gtin: string, quantity: string) =>
      pieces('ship', gtin, 'WEIGHT', quantity, {
        consignee: 'C-4',
        goods: { quantities: [{ gtin, batch: 'WEIGHT', quantity, uom: 'KGM' }] },
      });
    await recordAll(kilograms(EACH, '1.5'), kilograms(CASE, '2.25'));

    const [found] = await recipientsOf(world.db, scopeOf(batch(EACH, 'WEIGHT'), batch(CASE, 'WEIGHT')), world.clock);

    expect(found?.quantities).toEqual([{ quantity: '3.75', uom: 'KGM', gtin: EACH }]);
  });
});

test('a batch is made, seen and unaccounted for in its own packaging level', async () => {
  await registerBatches(world.as('QUALITY'), [
    { gtin: EACH, number: 'OWN', quantity: '24' },
    { gtin: CASE, number: 'OWN', quantity: '3' },
  ]);
  await recordAll(pieces('commission', EACH, 'OWN', '20'), pieces('commission', CASE, 'OWN', '2'));

  const sums = [];
  for (const row of await batchById.find(world.db, [batch(EACH, 'OWN'), batch(CASE, 'OWN')])) {
    const { made, unaccounted, places } = await whereaboutsOfBatch(world.as('QUALITY'), row);
    sums.push([row.gtin, made?.gtin, made?.quantity, unaccounted, places[0]?.quantities]);
  }

  expect(sums).toEqual(
    expect.arrayContaining([
      [EACH, EACH, '24', '4', [{ quantity: '20', uom: 'H87', gtin: EACH }]],
      [CASE, CASE, '3', '1', [{ quantity: '2', uom: 'H87', gtin: CASE }]],
    ]),
  );
});

test('the walk through packaging levels says when it was cut', async () => {
  const around = await packagingAround(world.db, [productId(EACH)], 1);

  expect(around.truncated).toBe('The packaging reaches more than 1 products.');
  expect((await packagingAround(world.db, [productId(EACH)])).truncated).toBeNull();
  expect((await batchesInOtherLevels(world.db, [batch(EACH, 'THREE')])).groups).toEqual([
    {
      from: [batch(EACH, 'THREE')],
      to: [batch(EACH, 'THREE'), batch(CASE, 'THREE'), batch(PALLET, 'THREE')].sort(),
    },
  ]);
});
