import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { carrierId, customerId, locationId } from '../../src/parties/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import { recipientsOf } from '../../src/trace/index.js';
import type { HistoryArgs } from '../../src/trace/journeys/goods-history.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { correct, GTIN, PLANT, record, registerTestSource, STORE, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { kindsOf, pageOfGaps } from './gaps/gap-story.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
let totes = 0;
const newTote = () => makeSscc(`095060000009${(totes++).toString().padStart(5, '0')}`);

const NAMES = new Map([
  [locationId(PLANT), 'plant'],
  [locationId(WAREHOUSE), 'warehouse'],
  [locationId(STORE), 'store'],
  [carrierId('CA'), 'by CA'],
  ...['K-1', 'K-5'].map((number): [string, string] => [customerId(number), `for ${number}`]),
]);

function pieces(kind: string, hour: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch, quantity }] };
  return { kind, occurredAt: at(hour), place: PLANT, goods, ...rest };
}

function tote(kind: string, hour: number, sscc: string, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: at(hour), place: PLANT, goods: { ssccs: [sscc] }, ...rest };
}

const emptied = (hour: number, container: string, rest: Partial<MovementItem> = {}): MovementItem => ({
  kind: 'unpack',
  occurredAt: at(hour),
  place: WAREHOUSE,
  container,
  goods: {},
  ...rest,
});

async function recordAll(...movements: MovementItem[]) {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  return answers.flatMap(({ warnings }) => warnings.map(({ code }) => code)).filter((code) => code === 'CONTRADICTION');
}

/** Time goes on, by our clock, and what was captured until then is known. */
async function later(): Promise<Date> {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  return new Date(world.clock.getTime() - 1);
}

/** Where how much of a batch is, in words. */
async function places(number: string, args: HistoryArgs = {}) {
  const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
  if (!row) throw new Error(`no batch ${number}`);
  const told = (await whereaboutsOfBatch(world.as('QUALITY'), row, args)).places;
  return told.map(({ placeKind, locationId: place, carrierId: carrier, consigneeId: customer, quantities }) =>
    [
      placeKind,
      ...[place, carrier, customer].flatMap((id) => (id === null ? [] : NAMES.get(id))),
      quantities[0]?.quantity,
    ].join(' '),
  );
}

async function recipients(number: string) {
  const batchIds = [batchId(GTIN, parseBatchNumber(number) as never)];
  const found = await recipientsOf(world.db, { batchIds, unitIds: [] }, world.clock);
  return found.map((one) => `${NAMES.get(one.customerId) ?? ''} ${one.basis} ${one.quantities[0]?.quantity ?? 'none'}`);
}

async function gapsOfBatch(number: string) {
  await searchForGaps(world);
  // What is on its way for long is overdue, and no matter here.
  const { nodes } = await pageOfGaps(world, {
    states: ['OPEN'],
    goodsId: batchId(GTIN, parseBatchNumber(number) as never),
  });
  return kindsOf(nodes).filter((kind) => kind !== 'SHIPPED_NEVER_RECEIVED');
}

/** A tote is filled at the plant, emptied at the warehouse, and goes on to a customer without what was in it. */
function journeyOfTote(batch: string, sscc: string, emptying: MovementItem = emptied(9, sscc)) {
  return [
    pieces('commission', 5, batch, '50'),
    pieces('pack', 6, batch, '30', { container: sscc }),
    tote('ship', 7, sscc),
    tote('receive', 8, sscc, { place: WAREHOUSE }),
    emptying,
    tote('ship', 10, sscc, { place: WAREHOUSE, carrier: 'CA', consignee: 'K-1' }),
  ];
}

describe('what was in a container by quantity when it was emptied', () => {
  test.each([
    ['in order', (movements: MovementItem[]) => movements],
    ['last first', (movements: MovementItem[]) => movements.toReversed()],
    ['the emptying last', (movements: MovementItem[]) => [...movements.toSpliced(4, 1), ...movements.slice(4, 5)]],
  ])('stays where that was done, and reaches nobody with the container: told %s', async (how, order) => {
    const batch = `GONE ${how}`.slice(0, 20);
    for (const movement of order(journeyOfTote(batch, newTote()))) await recordAll(movement);

    expect(await places(batch)).toEqual(expect.arrayContaining(['AT_LOCATION plant 20', 'AT_LOCATION warehouse 30']));
    expect(await places(batch)).toHaveLength(2);
    expect(await recipients(batch)).toEqual([]);
    expect(await places(batch, { asOf: new Date(at(8)) })).toEqual(await places(batch));
    expect(await places(batch, { asOf: new Date(at(7)) })).toContain('IN_TRANSIT 30');
  });

  test('is where the container was, if the emptying names no place', async () => {
    const [own, inside, sscc] = [newTote(), newTote(), newTote()];
    await recordAll(
      ...journeyOfTote('NOPLACE', own, emptied(9, own, { place: null })),
      pieces('commission', 5, 'NESTED', '8'),
      pieces('pack', 6, 'NESTED', '8', { container: inside }),
      tote('pack', 6, inside, { container: sscc }),
      tote('receive', 8, sscc, { place: STORE }),
      emptied(9, inside, { place: null }),
      tote('receive', 10, sscc, { place: WAREHOUSE }),
    );

    expect(await places('NOPLACE')).toEqual(
      expect.arrayContaining(['AT_LOCATION plant 20', 'AT_LOCATION warehouse 30']),
    );
    expect(await places('NESTED')).toEqual(['AT_LOCATION store 8']);
  });

  test('was there to be shipped on, at a place named or not: no contradiction, and no gap', async () => {
    const [first, second] = [newTote(), newTote()];
    const onward = (batch: string) => pieces('ship', 11, batch, '30', { place: WAREHOUSE, consignee: 'K-5' });
    await recordAll(
      ...journeyOfTote('ON', first),
      ...journeyOfTote('ON-2', second, emptied(9, second, { place: null })),
    );

    expect(await recordAll(onward('ON'), onward('ON-2'))).toEqual([]);
    expect([await gapsOfBatch('ON'), await gapsOfBatch('ON-2')]).toEqual([[], []]);
    expect(await recordAll(pieces('ship', 12, 'ON', '1', { place: WAREHOUSE }))).toEqual(['CONTRADICTION']);
    expect(await gapsOfBatch('ON')).toEqual(['NEGATIVE_STOCK']);
  });

  test('is not in it again when the tote is filled with other goods', async () => {
    const sscc = newTote();
    const warnings = await recordAll(
      pieces('commission', 5, 'REUSED', '10'),
      pieces('commission', 5, 'OTHER', '4'),
      pieces('pack', 6, 'REUSED', '6', { container: sscc }),
      emptied(7, sscc, { place: PLANT }),
      pieces('ship', 8, 'REUSED', '10', { consignee: 'K-1' }),
      pieces('pack', 9, 'OTHER', '4', { container: sscc }),
      tote('ship', 10, sscc, { consignee: 'K-5' }),
    );

    expect(warnings).toEqual([]);
    expect(await places('REUSED')).toEqual(['IN_TRANSIT for K-1 10']);
    expect(await recipients('REUSED')).toEqual(['for K-1 SHIPPED 10']);
    expect(await recipients('OTHER')).toEqual(['for K-5 SHIPPED 4']);
    expect(await gapsOfBatch('REUSED')).toEqual([]);
  });

  test('stays in a case that was taken out with all of a pallet', async () => {
    const [inside, sscc] = [newTote(), newTote()];
    await recordAll(
      pieces('commission', 5, 'CASE', '8'),
      pieces('pack', 6, 'CASE', '8', { container: inside }),
      tote('pack', 6, inside, { container: sscc }),
      tote('receive', 7, sscc, { place: WAREHOUSE }),
      emptied(8, sscc),
      tote('ship', 9, sscc, { place: WAREHOUSE, consignee: 'K-1' }),
      tote('ship', 10, inside, { place: WAREHOUSE, consignee: 'K-5' }),
    );

    expect(await places('CASE')).toEqual(['IN_TRANSIT for K-5 8']);
    expect(await recipients('CASE')).toEqual(['for K-5 SHIPPED 8']);
  });

  test('is what was put in since it was emptied before: an emptying at the instant of a pack comes first', async () => {
    const sscc = newTote();
    await recordAll(
      pieces('commission', 4, 'TWICE', '20'),
      pieces('pack', 5, 'TWICE', '3', { container: sscc }),
      emptied(6, sscc, { place: WAREHOUSE }),
      pieces('pack', 6, 'TWICE', '5', { container: sscc }),
      pieces('unpack', 7, 'TWICE', '1', { container: sscc }),
      emptied(8, sscc, { place: STORE }),
      pieces('pack', 9, 'TWICE', '2', { container: sscc }),
      tote('receive', 10, sscc, { place: STORE }),
    );

    expect(await places('TWICE')).toEqual(
      expect.arrayContaining(['AT_LOCATION plant 11', 'AT_LOCATION warehouse 3', 'AT_LOCATION store 6']),
    );
  });

  test('is in it again when the emptying did not occur, and what was known before stays so', async () => {
    const sscc = newTote();
    await recordAll(...journeyOfTote('CORRECTED', sscc, { ...emptied(9, sscc), id: 'emptied-wrongly' }));
    const asKnownAt = await later();
    const before = await places('CORRECTED');

    await correct(world.as('WAREHOUSE'), 'emptied-wrongly');
    await later();

    expect(before).toEqual(expect.arrayContaining(['AT_LOCATION plant 20', 'AT_LOCATION warehouse 30']));
    expect(await places('CORRECTED', { asKnownAt, asOf: asKnownAt })).toEqual(before);
    expect(await places('CORRECTED')).toContain('IN_TRANSIT by CA for K-1 30');
    expect(await recipients('CORRECTED')).toEqual(['for K-1 SHIPPED 30']);
  });

  test('brings a gap back when the emptying is corrected', async () => {
    const sscc = newTote();
    await recordAll(
      ...journeyOfTote('BACK', sscc, { ...emptied(9, sscc), id: 'never-emptied' }),
      pieces('ship', 11, 'BACK', '30', { place: WAREHOUSE }),
    );
    expect(await gapsOfBatch('BACK')).toEqual([]);

    await correct(world.as('WAREHOUSE'), 'never-emptied');

    expect(await gapsOfBatch('BACK')).toEqual(['NEGATIVE_STOCK']);
  });
});
