import { expect, test } from '@jest/globals';

import { InvalidIdentifier, makeGtin, makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import {
  batchById,
  batchId,
  ensureBatches,
  logisticUnitById,
  logisticUnitId,
  productById,
  productId,
  unitById,
  unitId,
} from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const GTIN = makeGtin('0950600000001');

const number = (text: string) => valid(parseBatchNumber(text));
const serial = (text: string) => valid(parseSerial(text));

test('a batch that movements mention is known with its product, and no more is said of it', async () => {
  await ensureBatches(world.db, [
    { gtin: GTIN, number: number('1997Q2') },
    { gtin: GTIN, number: number('L 7') },
  ]);

  const ids = [batchId(GTIN, number('1997Q2')), batchId(GTIN, number('L 7'))];
  const found = await batchById.find(world.db, ids);
  expect(new Map(found.map((batch) => [batch.id, batch]))).toEqual(
    new Map([
      [ids[0], { ...UNDECLARED, id: ids[0], number: '1997Q2', conforming: true }],
      [ids[1], { ...UNDECLARED, id: ids[1], number: 'L 7', conforming: false }],
    ]),
  );
  expect(await productById.find(world.db, [productId(GTIN)])).toMatchObject([{ gtin: GTIN, registered: false }]);
});

test('mentioning thousands of batches again costs no statement', async () => {
  const { context, statements } = counting(world.as('WAREHOUSE'));
  const batches = Array.from({ length: 3_000 }, (_, n) => ({ gtin: GTIN, number: number(`MANY-${n}`) }));

  await ensureBatches(context.db, batches);
  await ensureBatches(context.db, batches);

  expect(statements).toEqual(['ensure_products', 'ensure_batches']);
});

test('what mentions fail to write is not taken for written', async () => {
  const { context, statements } = counting(world.as('WAREHOUSE'));
  const unwritable = { gtin: GTIN, number: { ...number('X'), text: 'a\u0000b' } };

  await expect(ensureBatches(context.db, [unwritable])).rejects.toThrow();
  await expect(ensureBatches(context.db, [unwritable])).rejects.toThrow();

  expect(statements.filter((name) => name === 'ensure_batches')).toHaveLength(2);
});

test('units and logistic units are found by the ids made from their keys', async () => {
  const unit = unitId(GTIN, serial('10248-11-001'));
  const pallet = makeSscc('09506000000010248');
  await world.db.rows('given_unit', 'insert into unit (unit_id, product_id, serial) values ($1, $2, $3)', [
    unit,
    productId(GTIN),
    '10248-11-001',
  ]);
  await world.db.rows('given_pallet', 'insert into logistic_unit (logistic_unit_id, sscc) values ($1, $2)', [
    logisticUnitId(pallet),
    pallet,
  ]);

  expect(await unitById.find(world.db, [unit, unitId(GTIN, serial('unheard-of'))])).toEqual([
    { id: unit, productId: productId(GTIN), gtin: GTIN, serial: '10248-11-001', conforming: true },
  ]);
  expect(await logisticUnitById.find(world.db, [logisticUnitId(pallet)])).toEqual([
    { id: logisticUnitId(pallet), sscc: pallet },
  ]);
});

const UNDECLARED = {
  productId: productId(GTIN),
  gtin: GTIN,
  declaredQuantity: null,
  uom: null,
  producedOn: null,
  expiresOn: null,
  supplierBatch: null,
};

function valid<Parsed>(parsed: Parsed): Exclude<Parsed, InvalidIdentifier> {
  if (parsed instanceof InvalidIdentifier) throw new Error(String(parsed));
  return parsed as Exclude<Parsed, InvalidIdentifier>;
}
