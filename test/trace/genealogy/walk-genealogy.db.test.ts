import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';

import { FollowWhatHoldersHeld1795000000022 } from '../../../migrations/1795000000022-FollowWhatHoldersHeld.js';
import { makeSscc, parseBatchNumber, parseSerial } from '../../../src/gs1/index.js';
import { correctMovement, type MovementItem } from '../../../src/movements/index.js';
import { batchId, registerProducts, unitId } from '../../../src/products/index.js';
import { walkGenealogy } from '../../../src/trace/genealogy/walk-genealogy.js';
import { type Bounds, BOUNDS_OF_WALK, type Direction } from '../../../src/trace/genealogy/walked.js';
import type { Progress } from '../../../src/trace/progress.js';
import { counting } from '../../support/counting-database.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource, SOURCE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { anyMakings } from './arbitrary-makings.js';

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
    bounds && { bounds },
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

test('a walk tells how many makings it has come to, and ends when it is told to', async () => {
  await recordAll(
    transform(kilograms('TOLD-A'), kilograms('TOLD-B')),
    transform(kilograms('TOLD-A'), kilograms('TOLD-C')),
    transform(kilograms('TOLD-B', 'TOLD-C'), kilograms('TOLD-D')),
  );
  const start = { batchIds: [batch('TOLD-A')], unitIds: [] };
  const walkTelling = (progress: Progress) => walkGenealogy(world.db, start, 'FORWARD', { progress });
  const told: number[] = [];

  await walkTelling((done) => Promise.resolve(void told.push(done)));

  expect(told).toEqual([2, 3]);
  await expect(walkTelling(() => Promise.reject(new Error('enough')))).rejects.toThrow('enough');
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

function movementAt(kind: string, hour: number): MovementItem {
  return { id: randomUUID(), kind, occurredAt: new Date(Date.UTC(2026, 1, 2, hour)).toISOString(), goods: {} };
}

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

test('a part that is seen elsewhere, and that nobody has recorded as taken out, still counts as built in', async () => {
  await recordAll(
    { ...movementAt('pack', 8), container: `(01)${GTIN}(21)PUMP-2`, goods: serials('MOTORS', 'MOTOR-3') },
    { ...movementAt('pack', 9), container: `(01)${GTIN}(21)PUMP-3`, goods: serials('MOTORS', 'MOTOR-3') },
  );

  expect(await met({ units: ['MOTOR-3'] }, 'FORWARD')).toEqual(['PUMP-2', 'PUMP-3']);
  expect(await met({ units: ['PUMP-2'] }, 'BACKWARD')).toEqual(['MOTOR-3', 'MOTORS']);

  await recordAll({
    ...movementAt('unpack', 10),
    container: `(01)${GTIN}(21)PUMP-3`,
    goods: serials('MOTORS', 'MOTOR-3'),
  });

  expect(await met({ units: ['MOTOR-3'] }, 'FORWARD')).toEqual(['PUMP-2']);
});

test('a part that was scanned into its unit twice, or into another by mistake, is out once it is taken out', async () => {
  const at = (kind: string, hour: number, pump: string): MovementItem => ({
    ...movementAt(kind, hour),
    container: `(01)${GTIN}(21)${pump}`,
    goods: serials('MOTORS', 'MOTOR-4'),
  });
  await recordAll(at('pack', 8, 'PUMP-4'), at('pack', 9, 'PUMP-4'), at('pack', 10, 'PUMP-5'));
  expect(await met({ units: ['MOTOR-4'] }, 'FORWARD')).toEqual(['PUMP-4', 'PUMP-5']);

  await recordAll(at('unpack', 11, 'PUMP-4'), at('unpack', 7, 'PUMP-5'));
  expect(await met({ units: ['MOTOR-4'] }, 'FORWARD')).toEqual(['PUMP-5']);
  expect(await met({ units: ['PUMP-4'] }, 'BACKWARD')).toEqual([]);

  await recordAll({ ...movementAt('unpack', 12), container: `(01)${GTIN}(21)PUMP-5` });
  expect(await met({ units: ['MOTOR-4'] }, 'FORWARD')).toEqual([]);
});

describe('a quantity that was built into a unit', () => {
  const into = (boiler: string) => `(01)${GTIN}(21)${boiler}`;
  const grease = (kind: string, hour: number, boiler: string, quantity?: string, uom = 'KGM'): MovementItem => ({
    ...movementAt(kind, hour),
    place: PLANT,
    container: into(boiler),
    goods: quantity === undefined ? {} : { quantities: [{ gtin: GTIN, batch: `${boiler}-GREASE`, quantity, uom }] },
  });
  const metBothWays = async (boiler: string) => [
    await met({ batches: [`${boiler}-GREASE`] }, 'FORWARD'),
    await met({ units: [boiler] }, 'BACKWARD'),
  ];
  const isPart = (boiler: string) => [[boiler], [`${boiler}-GREASE`]];

  test('is part of it while any of it may be in there, and no more once all of it was taken out', async () => {
    await recordAll(grease('pack', 8, 'BOILER-1', '2'), grease('unpack', 9, 'BOILER-1', '1500', 'GRM'));
    expect(await metBothWays('BOILER-1')).toEqual(isPart('BOILER-1'));

    await recordAll(grease('unpack', 10, 'BOILER-1', '0.5'));
    expect(await metBothWays('BOILER-1')).toEqual([[], []]);

    await recordAll(grease('pack', 11, 'BOILER-1', '1'));
    expect(await metBothWays('BOILER-1')).toEqual(isPart('BOILER-1'));
  });

  test('is not part of it once the unit was emptied', async () => {
    await recordAll(grease('pack', 8, 'BOILER-2', '2'), grease('unpack', 9, 'BOILER-2'));

    expect(await metBothWays('BOILER-2')).toEqual([[], []]);
  });

  test('is part of it where that much was taken out before it went in, or another quantity', async () => {
    await recordAll(grease('unpack', 7, 'BOILER-3', '2'), grease('pack', 8, 'BOILER-3', '2'));
    expect(await metBothWays('BOILER-3')).toEqual(isPart('BOILER-3'));

    await recordAll(grease('pack', 8, 'BOILER-4', '2'), grease('unpack', 9, 'BOILER-4', '2', 'LTR'));
    expect(await metBothWays('BOILER-4')).toEqual(isPart('BOILER-4'));
  });
});

describe('a logistic unit that was built into a unit', () => {
  let built = 0;
  /** A tote of screws in a kit that is built into a machine at ten, and more screws; named anew in each test. */
  const anew = () => {
    const no = built++;
    const [tote, kit] = [0, 1].map((at) => makeSscc(`0950600000555${(2 * no + at).toString().padStart(4, '0')}`));
    const [screws, grease, machine] = [`SCREWS-${no}`, `GREASE-${no}`, `MACHINE-${no}`];
    const put = (kind: string, hour: number, container: string | undefined, goods: MovementItem['goods']) => ({
      ...movementAt(kind, hour),
      place: PLANT,
      container: container ?? '',
      goods,
    });
    const into = `(01)${GTIN}(21)${machine}`;
    return { tote, kit, screws, grease, machine, put, into, screw: (at: number) => serials(screws, `${screws}-${at}`) };
  };
  const sscc = (code: string | undefined) => ({ ssccs: [code ?? ''] });

  test('is followed to what it held, in other logistic units too, and to what was put into it later', async () => {
    const { tote, kit, screws, grease, machine, put, into, screw } = anew();
    const loose = { quantities: [{ gtin: GTIN, batch: grease, quantity: '500', uom: 'GRM' }] };
    await recordAll(
      put('pack', 8, tote, screw(1)),
      put('pack', 9, kit, sscc(tote)),
      put('pack', 10, into, sscc(kit)),
      put('pack', 11, tote, screw(2)),
      put('pack', 11, tote, loose),
    );

    expect(await met({ units: [machine] }, 'BACKWARD')).toEqual([grease, screws, `${screws}-1`, `${screws}-2`]);
    for (const start of [{ batches: [screws] }, { batches: [grease] }]) {
      expect(await met(start, 'FORWARD')).toEqual([machine]);
    }
    expect(await met({ units: [`${screws}-2`] }, 'FORWARD')).toEqual([machine]);
    const { makings } = await walk({ units: [machine] }, 'BACKWARD');
    expect([...makings.values()].flatMap(({ inputQuantities }) => inputQuantities)).toEqual([
      { batchId: batch(grease), quantity: '500', uom: 'GRM' },
    ]);
  });

  test('is left by what was taken out of it, or put elsewhere before', async () => {
    const { tote, kit, screws, grease, machine, put, into, screw } = anew();
    const loose = { quantities: [{ gtin: GTIN, batch: grease, quantity: '500', uom: 'GRM' }] };
    await recordAll(
      put('pack', 7, tote, { ...screw(1), ...loose }),
      put('pack', 8, tote, screw(2)),
      put('pack', 8, tote, screw(3)),
      put('unpack', 9, tote, { ...screw(1), ...loose }),
      put('pack', 9, kit, screw(2)),
      put('pack', 10, into, sscc(tote)),
      // Too late to say where it was meanwhile.
      put('pack', 11, kit, screw(3)),
    );

    expect(await met({ units: [machine] }, 'BACKWARD')).toEqual([screws, `${screws}-3`]);
    expect(await met({ batches: [grease] }, 'FORWARD')).toEqual([]);
    expect(await met({ units: [`${screws}-1`] }, 'FORWARD')).toEqual([]);
    expect(await met({ units: [`${screws}-2`] }, 'FORWARD')).toEqual([]);
    expect(await met({ units: [`${screws}-3`] }, 'FORWARD')).toEqual([machine]);
  });

  test('is no part of it once it was taken out, and ends the walk though it is in itself', async () => {
    const { tote, kit, machine, screws, put, into, screw } = anew();
    await recordAll(
      put('pack', 7, tote, screw(1)),
      put('pack', 8, kit, sscc(tote)),
      put('pack', 9, tote, sscc(kit)),
      put('pack', 10, into, sscc(tote)),
    );
    expect(await met({ batches: [screws] }, 'FORWARD')).toEqual([machine]);
    expect(await met({ units: [machine] }, 'BACKWARD')).toEqual([screws, `${screws}-1`]);

    await recordAll(put('unpack', 12, into, sscc(tote)));
    expect(await met({ batches: [screws] }, 'FORWARD')).toEqual([]);
    expect(await met({ units: [machine] }, 'BACKWARD')).toEqual([]);
  });
});

test('a logistic unit that an earlier version noted as a part is followed to what it held', async () => {
  const tote = makeSscc('09506000005559999');
  await recordAll(
    { ...movementAt('pack', 8), container: tote, goods: serials('OLD-SCREWS', 'OLD-SCREW') },
    { ...movementAt('pack', 9), container: `(01)${GTIN}(21)OLD-MACHINE`, goods: { ssccs: [tote] } },
  );
  const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl }).initialize();
  const upgrade = new FollowWhatHoldersHeld1795000000022();
  await upgrade.down(source.createQueryRunner());
  expect(await met({ batches: ['OLD-SCREWS'] }, 'FORWARD')).toEqual([]);

  await upgrade.up(source.createQueryRunner());
  await source.destroy();

  expect(await met({ batches: ['OLD-SCREWS'] }, 'FORWARD')).toEqual(['OLD-MACHINE']);
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
