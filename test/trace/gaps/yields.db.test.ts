import { beforeAll, expect, test } from '@jest/globals';

import { parseBatchNumber } from '../../../src/gs1/index.js';
import { type MovementItem, registerBatches } from '../../../src/movements/index.js';
import { batchId, registerProducts } from '../../../src/products/index.js';
import { transformsOf } from '../../../src/trace/gaps/transforms-on-record.query.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { correct, pageOfGaps } from './gap-story.js';

const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [
    { gtin: GTIN, name: 'Pump' },
    { gtin: OTHER_GTIN, name: 'Case of pumps', contains: [{ gtin: GTIN, quantity: 12 }] },
  ]);
});

const at = (day: number) => new Date(Date.UTC(2026, 1, day)).toISOString();
const loose = (batch: string, quantity: string, uom = 'H87', gtin: string = GTIN) => ({
  quantities: [{ gtin, batch, quantity, uom }],
});
const serials = (batch: string, ...some: string[]) => ({ serials: [{ gtin: GTIN, batch, serials: some }] });

async function recordAll(...movements: MovementItem[]): Promise<void> {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
}

const made = (goods: MovementItem['goods'], day = 1, id?: string): MovementItem => ({
  ...{ kind: 'commission', occurredAt: at(day), place: PLANT, goods },
  ...(id === undefined ? {} : { id }),
});

const transform = (goods: MovementItem['goods'], outputs: MovementItem['outputs'], id?: string): MovementItem => ({
  ...{ kind: 'transform', occurredAt: at(5), place: PLANT, goods, outputs: outputs ?? null },
  ...(id === undefined ? {} : { id }),
});

async function gapsOfBatch(number: string, states = ['OPEN']): Promise<string[]> {
  await searchForGaps(world);
  const goodsId = batchId(GTIN, parseBatchNumber(number) as never);
  const { nodes } = await pageOfGaps(world, { states, goodsId });
  return nodes.filter(({ kind }) => kind === 'QUANTITY_IN_NOT_OUT').map(({ explanation }) => explanation);
}

async function declare(number: string, quantity: string): Promise<void> {
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number, quantity }]);
}

async function gapsOfUnits() {
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { states: ['OPEN'], kinds: ['QUANTITY_IN_NOT_OUT'] });
  return nodes.filter(({ unit }) => unit !== null);
}

test('a split that yields more than went in is a gap, until a correction takes it away', async () => {
  await recordAll(made(loose('S-0', '10', 'KGM')));
  await recordAll(transform(loose('S-0', '10', 'KGM'), loose('S-1', '10500', 'GRM'), 'split'));

  expect(await gapsOfBatch('S-1')).toEqual([
    `More came out of a transform than went in: 10 KGM of ${GTIN} in, 10.5 KGM out.`,
  ]);

  await correct(world, 'split');

  expect(await gapsOfBatch('S-1')).toEqual([]);
  expect(await gapsOfBatch('S-1', ['CLOSED'])).toHaveLength(1);
});

test('more serials than there were loose pieces is a gap, and as many are none', async () => {
  await recordAll(
    made(loose('L-0', '5')),
    transform(loose('L-0', '2'), serials('L-0', 'L-A', 'L-B')),
    transform(loose('L-0', '2'), serials('L-0', 'L-C', 'L-D', 'L-E'), 'three'),
  );

  const explained = `More came out of a transform than went in: 2 H87 of ${GTIN} in, 3 H87 out.`;
  expect(await gapsOfBatch('L-0')).toEqual([]);
  expect((await gapsOfUnits()).map(({ unit, explanation }) => [unit?.serial.slice(0, 2), explanation])).toEqual([
    ['L-', explained],
  ]);
  await correct(world, 'three');
  expect(await gapsOfUnits()).toEqual([]);
});

test('an ingredient is looked at without the thousands of transforms that it went into', async () => {
  const salted = (i: number) => ({ serials: [{ gtin: OTHER_GTIN, serials: [`SALTED-${i}`] }] });
  await recordAll(
    ...Array.from({ length: 20 }, (_, i) => transform(loose('SALT', '1', 'KGM'), salted(i))),
    transform(loose('SALT', '1', 'KGM'), loose('SALTED', '1', 'KGM')),
  );
  const salt = batchId(GTIN, parseBatchNumber('SALT') as never);

  expect(await transformsOf(world.db, [salt])).toEqual([]);
});

test('two units are not made of one, and a unit with a new label is one', async () => {
  await recordAll(
    made(serials('U-0', 'U-A', 'U-B')),
    transform(serials('U-0', 'U-A'), serials('U-0', 'U-A2')),
    transform(serials('U-0', 'U-B'), serials('U-0', 'U-B', 'U-C')),
  );
  expect((await gapsOfUnits()).flatMap(({ unit }) => unit?.serial ?? [])).toEqual(['U-B']);
});

test('a case holds twelve, and twelve come out of it', async () => {
  await recordAll(
    made(loose('C-0', '2', 'H87', OTHER_GTIN)),
    transform(loose('C-0', '1', 'H87', OTHER_GTIN), loose('C-0', '12')),
  );
  expect(await gapsOfBatch('C-0')).toEqual([]);

  await recordAll(transform(loose('C-0', '1', 'H87', OTHER_GTIN), loose('C-0', '13')));
  expect(await gapsOfBatch('C-0')).toEqual([
    `More came out of a transform than went in: 12 H87 of ${GTIN} in, 13 H87 out.`,
  ]);
});

test('more of a batch than was made of it is a gap, whenever that is declared, until what was wrong is corrected', async () => {
  await recordAll(made(loose('M-0', '2')), made(loose('M-0', '1', 'DZN'), 2, 'dozen'));
  expect(await gapsOfBatch('M-0')).toEqual([]);

  await declare('M-0', '13');
  expect(await gapsOfBatch('M-0')).toEqual(['More is on record than was made: 13 H87 declared, 14 H87 on record.']);

  await correct(world, 'dozen');
  await recordAll(made(loose('M-0', '11'), 2));
  expect(await gapsOfBatch('M-0')).toEqual([]);
  expect(await gapsOfBatch('M-0', ['CLOSED'])).toHaveLength(1);
});

test('of a batch that was declared there are not more serials than that, and one with a new label was made once', async () => {
  await declare('N-0', '2');
  await recordAll(made(serials('N-0', 'N-A', 'N-B')), transform(serials('N-0', 'N-A'), serials('N-0', 'N-A2')));
  expect(await gapsOfBatch('N-0')).toEqual([]);

  await recordAll(made(serials('N-0', 'N-C'), 3));
  expect(await gapsOfBatch('N-0')).toEqual(['More is on record than was made: 2 H87 declared, 3 H87 on record.']);
});

test('a serial that turns up of a batch that was commissioned loose may be of one of those pieces', async () => {
  await declare('T-0', '10');
  await recordAll(made(loose('T-0', '10')), { ...made(serials('T-0', 'T-A'), 3), kind: 'observe' });

  expect(await gapsOfBatch('T-0')).toEqual([]);
});

test('a unit that two batches claim makes neither more than was made', async () => {
  await declare('D-0', '1');
  await recordAll(made(serials('D-0', 'D-A')), made(serials('D-1', 'D-B')));
  await recordAll({ ...made(serials('D-0', 'D-B'), 3), kind: 'observe' });

  expect(await gapsOfBatch('D-0')).toEqual([]);
});

test('a gap of too much dates from when somebody said how much it is, and not from when the batch was first named', async () => {
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number: 'W-0', expiresOn: '2027-01-01' }]);
  world.clock = new Date(world.clock.getTime() + 3_600_000);
  await declare('W-0', '1');
  await recordAll(made(loose('W-0', '2')));
  await searchForGaps(world);

  const goodsId = batchId(GTIN, parseBatchNumber('W-0') as never);
  const [gap] = (await pageOfGaps(world, { goodsId })).nodes;
  expect(gap?.since).toBe(world.clock.toISOString());
});
