import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseBatchNumber, parseSerial } from '../../../src/gs1/index.js';
import { correctMovement, type MovementItem } from '../../../src/movements/index.js';
import { batchId, registerProducts, unitId } from '../../../src/products/index.js';
import {
  type Bounds,
  BOUNDS_OF_WALK,
  type Direction,
  walkGenealogy,
} from '../../../src/trace/genealogy/walk-genealogy.js';
import { counting } from '../../support/counting-database.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource, SOURCE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const batch = (number: string, gtin = GTIN) => batchId(gtin, parseBatchNumber(number) as never);
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);
const kilograms = (...numbers: string[]) => ({
  quantities: numbers.map((number) => ({ gtin: GTIN, batch: number, quantity: '10', uom: 'KGM' })),
});
const serials = (number: string | null, ...list: string[]) => ({
  serials: [{ gtin: GTIN, batch: number, serials: list }],
});

/** Something is made of something. */
function transform(goods: MovementItem['goods'], outputs: MovementItem['goods'], id?: string): MovementItem {
  return { id: id ?? null, kind: 'transform', occurredAt: '2026-02-01T12:00:00Z', place: PLANT, goods, outputs };
}

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('WAREHOUSE'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

const walk = (start: { batches?: string[]; units?: string[] }, direction: Direction, bounds?: Bounds) =>
  walkGenealogy(
    world.db,
    { batchIds: (start.batches ?? []).map((number) => batch(number)), unitIds: (start.units ?? []).map(unit) },
    direction,
    bounds,
  );

/** Batch numbers and serials that were met, besides the start. */
async function met(start: { batches?: string[]; units?: string[] }, direction: Direction): Promise<string[]> {
  const { batches, units } = await walk(start, direction);
  const started = [...(start.batches ?? []), ...(start.units ?? [])];
  const rows = await world.db.rows<{ name: string }>(
    'names_met',
    `select batch.number as name from batch where batch.batch_id = any($1::uuid[])
     union all select unit.serial from unit where unit.unit_id = any($2::uuid[])`,
    [[...batches.keys()], [...units.keys()]],
  );
  return rows
    .map(({ name }) => name)
    .filter((name) => !started.includes(name))
    .sort();
}

test('what was made of a batch is found forward, and what it was made of backward, through every step', async () => {
  await recordAll(
    transform(kilograms('MILK', 'SUGAR'), kilograms('CREAM')),
    transform(kilograms('CREAM', 'COCOA'), kilograms('ICE')),
    transform(kilograms('SUGAR'), kilograms('SYRUP')),
  );

  expect(await met({ batches: ['MILK'] }, 'FORWARD')).toEqual(['CREAM', 'ICE']);
  expect(await met({ batches: ['SUGAR'] }, 'FORWARD')).toEqual(['CREAM', 'ICE', 'SYRUP']);
  expect(await met({ batches: ['ICE'] }, 'BACKWARD')).toEqual(['COCOA', 'CREAM', 'MILK', 'SUGAR']);
  expect(await met({ batches: ['CREAM'] }, 'BACKWARD')).toEqual(['MILK', 'SUGAR']);
  expect(await met({ batches: ['COCOA'] }, 'BACKWARD')).toEqual([]);
});

test('thirty diamonds are walked in as many rows and statements as there are levels', async () => {
  const levels = Array.from({ length: 30 }, (_, i) => [
    transform(kilograms(`D-${i}`), kilograms(`D-${i}-left`)),
    transform(kilograms(`D-${i}`), kilograms(`D-${i}-right`)),
    transform(kilograms(`D-${i}-left`, `D-${i}-right`), kilograms(`D-${i + 1}`)),
  ]).flat();
  await recordAll(...levels);
  const { context, statements } = counting(world.as('QUALITY'));

  const found = await walkGenealogy(context.db, { batchIds: [batch('D-0')], unitIds: [] }, 'FORWARD');

  expect(found.makings.size).toBe(90);
  expect(found.batches.size).toBe(91);
  expect(found.truncated).toBeNull();
  expect(Math.max(...found.batches.values())).toBe(60);
  // Of each level the makings, what they name, and the other packaging levels; then it is seen that there is no more.
  expect(statements.length).toBeLessThanOrEqual(61 * 3);
});

test('goods that were made of themselves, through others, end the walk', async () => {
  await recordAll(
    transform(kilograms('ROUND-A'), kilograms('ROUND-B')),
    transform(kilograms('ROUND-B'), kilograms('ROUND-C')),
    transform(kilograms('ROUND-C'), kilograms('ROUND-A')),
  );

  expect(await met({ batches: ['ROUND-A'] }, 'FORWARD')).toEqual(['ROUND-B', 'ROUND-C']);
  expect(await met({ batches: ['ROUND-A'] }, 'BACKWARD')).toEqual(['ROUND-B', 'ROUND-C']);
});

test('a walk that is cut says so, and one that ends at its bound does not', async () => {
  await recordAll(
    ...[0, 1, 2].map((i) => transform(kilograms(`CHAIN-${i}`), kilograms(`CHAIN-${i + 1}`))),
    transform(kilograms('CHAIN-0'), kilograms('CHAIN-X')),
  );
  const cut = (bounds: Partial<Bounds>) => walk({ batches: ['CHAIN-0'] }, 'FORWARD', { ...BOUNDS_OF_WALK, ...bounds });

  expect((await cut({ levels: 2 })).truncated).toBe('The walk ends after 2 levels; there is more.');
  expect((await cut({ levels: 3 })).truncated).toBeNull();
  expect((await cut({ makings: 3 })).truncated).toBe('The walk ends after 3 makings; there is more.');
  expect((await cut({ makings: 4 })).truncated).toBeNull();
  expect((await cut({ goods: 2 })).truncated).toBe('The walk ends after 2 goods; there is more.');
});

test('what a correction voided was never made, whichever comes first', async () => {
  await recordAll(transform(kilograms('WRONG-IN'), kilograms('WRONG-OUT'), 'wrong'));
  await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id: 'wrong', reason: 'DID_NOT_OCCUR' });
  await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id: 'wrong-too', reason: 'DID_NOT_OCCUR' });
  await recordAll(transform(kilograms('WRONG-IN'), kilograms('WRONG-TOO'), 'wrong-too'));

  expect(await met({ batches: ['WRONG-IN'] }, 'FORWARD')).toEqual([]);
  expect(await met({ batches: ['WRONG-OUT'] }, 'BACKWARD')).toEqual([]);
});

test('units that came out by their serials are followed by themselves, and the others of their batch are left alone', async () => {
  await recordAll(
    transform(kilograms('RESIN-1'), serials('TOYS', 'TOY-1', 'TOY-2')),
    transform(kilograms('RESIN-2'), serials('TOYS', 'TOY-3')),
    transform(serials(null, 'TOY-1', 'TOY-3'), serials('SETS', 'SET-1')),
  );

  expect(await met({ batches: ['RESIN-1'] }, 'FORWARD')).toEqual(['SET-1', 'TOY-1', 'TOY-2']);
  expect(await met({ units: ['TOY-3'] }, 'BACKWARD')).toEqual(['RESIN-2']);
  expect(await met({ units: ['SET-1'] }, 'BACKWARD')).toEqual(['RESIN-1', 'RESIN-2', 'TOY-1', 'TOY-3']);
  expect(await met({ batches: ['TOYS'] }, 'BACKWARD')).toEqual(['RESIN-1', 'RESIN-2']);
  expect(await met({ batches: ['TOYS'] }, 'FORWARD')).toEqual(['SET-1']);
});

test('a unit that came out of nothing by its serial is as its batch', async () => {
  await recordAll(transform(kilograms('FLOUR'), kilograms('BREAD')), {
    kind: 'commission',
    occurredAt: '2026-02-01T13:00:00Z',
    place: PLANT,
    goods: serials('BREAD', 'LOAF-1'),
  });

  expect(await met({ units: ['LOAF-1'] }, 'BACKWARD')).toEqual(['BREAD', 'FLOUR']);
});

test('what is built into a unit is part of it until it is taken out', async () => {
  const build = (kind: string, hour: number, id: string, part: string): MovementItem => ({
    id,
    kind,
    occurredAt: new Date(Date.UTC(2026, 1, 2, hour)).toISOString(),
    container: `(01)${GTIN}(21)PUMP-1`,
    goods: serials('MOTORS', part),
  });
  await recordAll(build('pack', 8, 'in-1', 'MOTOR-1'), build('pack', 8, 'in-2', 'MOTOR-2'));
  expect(await met({ batches: ['MOTORS'] }, 'FORWARD')).toEqual(['PUMP-1']);
  expect(await met({ units: ['PUMP-1'] }, 'BACKWARD')).toEqual(['MOTOR-1', 'MOTOR-2', 'MOTORS']);

  await recordAll(build('unpack', 9, 'out-1', 'MOTOR-1'));

  expect(await met({ units: ['MOTOR-1'] }, 'FORWARD')).toEqual([]);
  expect(await met({ units: ['MOTOR-2'] }, 'FORWARD')).toEqual(['PUMP-1']);
  expect(await met({ units: ['PUMP-1'] }, 'BACKWARD')).toEqual(['MOTOR-2', 'MOTORS']);
});

test('a batch is the same goods in every packaging level, and so is what is made of it', async () => {
  await registerProducts(world.as('QUALITY'), [
    { gtin: GTIN, name: 'Each' },
    { gtin: OTHER_GTIN, name: 'Case of 12', contains: [{ gtin: GTIN, quantity: 12 }] },
  ]);
  const cases = { quantities: [{ gtin: OTHER_GTIN, batch: 'PACKED', quantity: '2', uom: 'H87' }] };
  await recordAll(transform(kilograms('LOOSE'), kilograms('PACKED')), transform(cases, kilograms('MIXED')));

  expect(await met({ batches: ['LOOSE'] }, 'FORWARD')).toEqual(['MIXED', 'PACKED', 'PACKED']);
  expect(await met({ batches: ['MIXED'] }, 'BACKWARD')).toEqual(['LOOSE', 'PACKED', 'PACKED']);
});

const anyMakings = fc.array(
  fc.record({
    from: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
    into: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 10 },
);
let round = 0;

test('of any makings, circles among them, everything that can be reached is met, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(anyMakings, async (makings) => {
      const name = (at: number) => `R${round}-${at}`;
      round += 1;
      await recordAll(
        ...makings.map(({ from, into }, i) =>
          transform(kilograms(...from.map(name)), kilograms(...into.map(name)), name(100 + i)),
        ),
      );

      const reachable = new Set([0]);
      for (const everyOther of makings.map(() => makings)) {
        for (const { from, into } of everyOther)
          if (from.some((at) => reachable.has(at))) into.forEach((at) => reachable.add(at));
      }
      const expected = [...reachable].filter((at) => at !== 0).map(name);
      expect(await met({ batches: [name(0)] }, 'FORWARD')).toEqual(expected.sort());
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
