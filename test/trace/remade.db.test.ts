import { beforeAll, describe, expect, test } from '@jest/globals';

import { parseBatchNumber } from '../../src/gs1/index.js';
import { correctMovement, type MovementItem, registerBatches, sealKnowledge } from '../../src/movements/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import type { HistoryArgs } from '../../src/trace/journeys/goods-history.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

type Goods = NonNullable<MovementItem['goods']>;
const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const pieces = (batch: string, quantity: string): Goods => ({ quantities: [{ gtin: GTIN, batch, quantity }] });
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour));

function move(kind: string, hour: number, goods: Goods, outputs?: Goods, id?: string): MovementItem {
  const item = { kind, occurredAt: at(hour).toISOString(), place: PLANT, goods };
  return { ...item, ...(outputs && { outputs }), ...(id === undefined ? {} : { id }) };
}

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('WAREHOUSE'), ...movements)) {
    if (verdict === 'REJECTED') throw new Error(JSON.stringify(problems));
  }
}

/** A batch of which so many pieces are declared to be made. */
async function declared(number: string, quantity: string): Promise<string> {
  await registerBatches(world.as('WAREHOUSE'), [{ gtin: GTIN, number, quantity }]);
  return number;
}

async function sumOf(number: string, args: HistoryArgs = {}) {
  const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
  if (!row) throw new Error(`no batch ${number}`);
  const { remade, unaccounted } = await whereaboutsOfBatch(world.as('QUALITY'), row, args);
  return { remade, unaccounted };
}

/** Now, as of now by what is known now, and both once more: whichever way it is asked, the sum is the same. */
async function expectSum(number: string, sum: { remade: string; unaccounted: string }): Promise<void> {
  expect(await sumOf(number)).toEqual(sum);
  expect(await sumOf(number, { asOf: world.clock })).toEqual(sum);
  const known = await later();
  expect(await sumOf(number, { asKnownAt: known, asOf: world.clock })).toEqual(sum);
}

async function later(): Promise<Date> {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  return new Date(world.clock.getTime() - 1);
}

describe('what was made', () => {
  test('is one piece for a unit that was given another serial, however often', async () => {
    const batch = await declared('LABEL', '2');
    await recordAll(
      move('commission', 6, serials(batch, 'LB-1', 'LB-2')),
      move('transform', 7, serials(batch, 'LB-1'), serials(batch, 'LB-1A')),
      move('transform', 8, serials(null, 'LB-1A'), serials(batch, 'LB-1B')),
    );

    await expectSum(batch, { remade: '2', unaccounted: '0' });
  });

  test('is no more for a batch split, merged or reworked into pieces of itself, counted or with serials', async () => {
    const batch = await declared('SPLIT', '10');
    await recordAll(
      move('commission', 6, pieces(batch, '7')),
      move('commission', 6, serials(batch, 'SP-1', 'SP-2', 'SP-3')),
      move('transform', 7, { ...pieces(batch, '4'), ...serials(batch, 'SP-1') }, pieces(batch, '5')),
      move('transform', 8, { ...pieces(batch, '1'), ...serials(batch, 'SP-2') }, serials(batch, 'SP-4', 'SP-5')),
    );

    await expectSum(batch, { remade: '2', unaccounted: '0' });
  });

  test('closes when one unit of two came out again and the other went into another batch', async () => {
    const batch = await declared('PARTS', '3');
    await recordAll(
      move('commission', 6, serials(batch, 'PT-1', 'PT-2', 'PT-3')),
      move('transform', 7, serials(batch, 'PT-1', 'PT-2'), {
        serials: [
          { gtin: GTIN, batch, serials: ['PT-4'] },
          { gtin: GTIN, batch: 'PARTS-OTHER', serials: ['PT-5'] },
        ],
      }),
    );

    await expectSum(batch, { remade: '1', unaccounted: '0' });
  });

  test('counts a new serial once whose batch was said by another movement', async () => {
    const batch = await declared('SAID', '4');
    await recordAll(
      move('commission', 6, serials(batch, 'SA-1')),
      move('commission', 6, pieces(batch, '3')),
      move('transform', 7, { ...pieces(batch, '1'), ...serials(batch, 'SA-1') }, serials(null, 'SA-2', 'SA-3')),
      move('observe', 8, serials(batch, 'SA-2', 'SA-3')),
    );

    await expectSum(batch, { remade: '2', unaccounted: '0' });
  });

  test('keeps the loose piece that went in beside a unit which came out with its own serial', async () => {
    const batch = await declared('BESIDE', '5');
    await recordAll(
      move('commission', 6, pieces(batch, '4')),
      move('commission', 6, serials(batch, 'BE-1')),
      move('transform', 7, { ...pieces(batch, '4'), ...serials(batch, 'BE-1') }, serials(batch, 'BE-1')),
    );

    await expectSum(batch, { remade: '0', unaccounted: '0' });
  });

  test('is exceeded, and said to be, where more came out than went in or the old serial is seen again', async () => {
    const batch = await declared('MORE', '1');
    await recordAll(
      move('commission', 6, serials(batch, 'MO-1')),
      move('transform', 7, serials(batch, 'MO-1'), serials(batch, 'MO-2', 'MO-3')),
    );
    await expectSum(batch, { remade: '1', unaccounted: '-1' });

    await recordAll(move('observe', 9, serials(batch, 'MO-1')));
    await expectSum(batch, { remade: '0', unaccounted: '-2' });
  });

  test('is told as of a time, as it was known then, and without what was corrected', async () => {
    const batch = await declared('TIMES', '1');
    await recordAll(move('commission', 6, serials(batch, 'TI-1')));
    const before = await later();
    await recordAll(move('transform', 9, serials(batch, 'TI-1'), serials(batch, 'TI-2'), 'relabel'));
    const relabelled = await later();
    await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id: 'relabel', reason: 'DID_NOT_OCCUR' });

    await expectSum(batch, { remade: '0', unaccounted: '0' });
    expect(await sumOf(batch, { asKnownAt: before })).toEqual({ remade: '0', unaccounted: '0' });
    expect(await sumOf(batch, { asKnownAt: relabelled })).toEqual({ remade: '1', unaccounted: '0' });
    const early = await sumOf(batch, { asKnownAt: relabelled, asOf: at(8) });
    // That the new serial is of the batch was known, and where it was at eight was not; nor was anything declared by then.
    expect(early).toEqual({ remade: '0', unaccounted: null });
  });
});
