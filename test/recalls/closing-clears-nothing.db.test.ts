import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';

import { NameProductsOfRecalledUnits1795000000026 } from '../../migrations/1795000000026-NameProductsOfRecalledUnits.js';
import { type Gtin, parseSerial, type Serial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { productId, unitId } from '../../src/products/index.js';
import { forgetOpenScopes } from '../../src/recalls/open-scopes.js';
import { type GoodsVerdict, readVerdict } from '../../src/recalls/verdict/read-verdict.js';
import { unitAsSubject } from '../../src/recalls/verdict/unit-verdict.js';
import { runs } from '../support/runs.js';
import { correct, GTIN, OTHER_GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, registerParties, tellEveryone } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

/** What recalls of other tests leave in doubt is none of these tests' business. */
beforeEach(withoutRecalls);

async function withoutRecalls(): Promise<void> {
  await world.db.rows('without_recalls', `delete from recall`);
  forgetOpenScopes(world.db);
}

type Goods = NonNullable<MovementItem['goods']>;
const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const loose = (...batches: string[]): Goods => ({
  quantities: batches.map((batch) => ({ gtin: GTIN, batch, quantity: '5' })),
});
const minutes = (minute: number) => new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: minutes(minute), place: PLANT, goods, ...rest };
}

async function launched(scope: Record<string, unknown>, changes: Record<string, unknown> = {}): Promise<string> {
  const recallId = await approved(world, 'unused', { scope, ...changes });
  await launch(world, recallId);
  return recallId;
}

async function closed(recallId: string): Promise<void> {
  await tellEveryone(world, recallId);
  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed' });
}

async function told(serial: string, gtin: Gtin = GTIN): Promise<GoodsVerdict> {
  const context = world.as('QUALITY');
  const unit = { id: unitId(gtin, parseSerial(serial) as Serial), productId: productId(gtin) };
  return readVerdict(context, await unitAsSubject(context, unit));
}

/** What the closing of a recall leaves as it was. */
async function expectDoubtToStay(serial: string, recallId: string, reason: string): Promise<GoodsVerdict> {
  const before = await told(serial);
  expect(before).toMatchObject({
    verdict: 'CANNOT_TELL',
    recalls: [{ recall: { id: recallId }, verdict: 'CANNOT_TELL' }],
  });
  expect(before.reason).toContain(reason);

  await closed(recallId);

  const after = await told(serial);
  expect(after).toMatchObject({ verdict: 'CANNOT_TELL', recalls: [], whatWouldSettleIt: before.whatWouldSettleIt });
  expect(after.reason).toContain(reason);
  return after;
}

const ELSEWHERE = { batches: [{ gtin: OTHER_GTIN, batch: 'ELSEWHERE' }] };

test('a unit of which two records contradict each other in what it was made of is not cleared by closing a recall', async () => {
  await record(
    world.as('QUALITY'),
    move('transform', 1, loose('DISPUTED-A'), { id: 'disputed', outputs: loose('DISPUTED-X') }),
    move('transform', 1, loose('DISPUTED-B'), { id: 'disputed', outputs: loose('DISPUTED-X') }),
    move('transform', 2, loose('DISPUTED-X'), { outputs: serials('DISPUTED-Y', 'DISPUTED-1') }),
  );

  const { closedRecalls } = await expectDoubtToStay('DISPUTED-1', await launched(ELSEWHERE), 'contradict each other');

  // The doubt is told once, and not with every recall that there ever was.
  expect(closedRecalls).toEqual([]);
});

test('a unit that was made of more than could be followed is not cleared by closing a recall', async () => {
  const steps = 205;
  const chain = Array.from({ length: steps }, (_, step) =>
    move('transform', step, loose(`CHAIN-${step}`), { outputs: loose(`CHAIN-${step + 1}`) }),
  );
  await record(world.as('QUALITY'), ...chain);
  await record(
    world.as('QUALITY'),
    move('transform', steps, loose(`CHAIN-${steps}`), { outputs: serials('CHAIN-END', 'CHAIN-1') }),
  );

  await expectDoubtToStay('CHAIN-1', await launched(ELSEWHERE), 'more than could be followed');
});

test('a unit that was made of a quantity which a recalled unit may have been counted in is not cleared by closing its recall', async () => {
  await record(
    world.as('QUALITY'),
    move('transform', 0, loose('COUNTED-X'), { outputs: serials('COUNTED-Y', 'COUNTED-1') }),
    move(
      'transform',
      0,
      { quantities: [{ gtin: OTHER_GTIN, batch: 'COUNTED-O', quantity: '5' }] },
      { outputs: serials('COUNTED-Z', 'COUNTED-2') },
    ),
  );
  const recallId = await launched({ serials: [{ gtin: GTIN, serial: 'COUNTED-NEVER-SEEN' }] });

  const { closedRecalls } = await expectDoubtToStay('COUNTED-1', recallId, 'may have been counted in');
  expect(closedRecalls).toMatchObject([{ verdict: 'CANNOT_TELL', recall: { id: recallId, status: 'CLOSED' } }]);
  expect(await told('COUNTED-2')).toMatchObject({ verdict: 'NOT_AFFECTED', closedRecalls: [] });
});

test('a unit of a batch that may hold a recalled unit is not cleared by what it was made of itself, before the recall is closed or after', async () => {
  await record(
    world.as('QUALITY'),
    move('commission', 0, serials('BESIDE-X', 'BESIDE-0')),
    move('transform', 1, loose('BESIDE-X'), { outputs: loose('BESIDE-Y') }),
    move('transform', 2, serials('BESIDE-OTHER', 'BESIDE-PART'), { outputs: serials('BESIDE-Y', 'BESIDE-1') }),
  );
  const recallId = await launched({ serials: [{ gtin: GTIN, serial: 'BESIDE-0' }] });

  await expectDoubtToStay('BESIDE-1', recallId, 'may have been made of');
});

test('nor is a unit whose batch was held after the launch, because of a later record', async () => {
  await record(
    world.as('QUALITY'),
    move('transform', 2, serials('LATER-OTHER', 'LATER-PART'), { outputs: serials('LATER-Y', 'LATER-1') }),
  );
  const recallId = await launched({ batches: [{ gtin: GTIN, batch: 'LATER-X' }] });
  expect(await told('LATER-1')).toMatchObject({ verdict: 'NOT_AFFECTED' });

  await record(world.as('QUALITY'), move('transform', 1, loose('LATER-X'), { outputs: loose('LATER-Y') }));

  expect(await told('LATER-1')).toMatchObject({
    verdict: 'CANNOT_TELL',
    recalls: [{ recall: { id: recallId }, verdict: 'CANNOT_TELL' }],
  });
});

test('nor is a unit made of such a quantity when an earlier version launched and closed that recall', async () => {
  await record(
    world.as('QUALITY'),
    move('transform', 1, loose('EARLIER-X'), { outputs: serials('EARLIER-Y', 'EARLIER-1') }),
  );
  const recallId = await launched({ serials: [{ gtin: GTIN, serial: 'EARLIER-NEVER-SEEN' }] });
  await closed(recallId);
  const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl }).initialize();
  const upgrade = new NameProductsOfRecalledUnits1795000000026();
  await upgrade.down(source.createQueryRunner());
  await upgrade.up(source.createQueryRunner());
  await source.destroy();

  expect(await told('EARLIER-1')).toMatchObject({
    verdict: 'CANNOT_TELL',
    closedRecalls: [{ verdict: 'CANNOT_TELL', recall: { id: recallId } }],
  });
});

test('a mock recall leaves nothing in doubt, open or closed', async () => {
  await record(
    world.as('QUALITY'),
    move('transform', 1, loose('MOCK-A'), { id: 'mocked', outputs: loose('MOCK-X') }),
    move('transform', 1, loose('MOCK-B'), { id: 'mocked', outputs: loose('MOCK-X') }),
    move('transform', 2, loose('MOCK-X'), { outputs: serials('MOCK-Y', 'MOCK-1') }),
  );
  const recallId = await launched(ELSEWHERE, { kind: 'MOCK' });
  expect(await told('MOCK-1')).toMatchObject({ verdict: 'NOT_AFFECTED', closedRecalls: [] });

  await closed(recallId);

  expect(await told('MOCK-1')).toMatchObject({ verdict: 'NOT_AFFECTED', closedRecalls: [] });
});

/** Units and batches by small numbers. */
const UNITS = [0, 1, 2, 3, 4, 5];
const BATCHES = [0, 1, 2, 3];
const anyMaking = fc
  .record({
    units: fc.subarray(UNITS, { maxLength: 2 }),
    loose: fc.subarray(BATCHES, { maxLength: 1 }),
    madeUnits: fc.subarray(UNITS, { maxLength: 2 }),
    madeLoose: fc.subarray(BATCHES, { maxLength: 1 }),
    batch: fc.option(fc.constantFrom(...BATCHES)),
    /** What becomes of its record: another version of it comes in, or it is corrected. */
    then: fc.constantFrom('STANDS', 'STANDS', 'STANDS', 'CONFLICTS', 'DID_NOT_OCCUR'),
    conflictsIn: fc.constantFrom(...BATCHES),
  })
  .filter((one) => one.units.length + one.loose.length > 0 && one.madeUnits.length + one.madeLoose.length > 0);
const anyHistory = fc.record({
  batchesOf: fc.tuple(...UNITS.map(() => fc.subarray(BATCHES, { maxLength: 2 }))),
  makings: fc.array(anyMaking, { minLength: 1, maxLength: 5 }),
  recalled: fc.oneof(
    fc.record({ batch: fc.constantFrom(...BATCHES, 9) }),
    fc.record({ unit: fc.constantFrom(...UNITS, 9) }),
  ),
  onlyNamed: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
});

let round = 0;
const RUNS = runs(15);

test(
  'closing a recall clears no unit and puts none in doubt, whatever is on record',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async ({ batchesOf, makings, recalled, onlyNamed }) => {
        await withoutRecalls();
        round += 1;
        const serial = (one: number) => `Q${round}-U${one}`;
        const batch = (one: number) => `Q${round}-B${one}`;
        const goods = (units: readonly number[], of: number | null, counted: readonly number[]): Goods => ({
          ...(units.length > 0 && serials(of === null ? null : batch(of), ...units.map(serial))),
          ...(counted.length > 0 && loose(...counted.map(batch))),
        });
        for (const [one, claims] of batchesOf.entries()) {
          for (const of of claims.length > 0 ? claims : [null]) {
            await record(world.as('QUALITY'), move('observe', 0, goods([one], of, [])));
          }
        }
        for (const [index, { then, conflictsIn, ...making }] of makings.entries()) {
          const id = `Q${round} making ${index}`;
          const outputs = goods(making.madeUnits, making.batch, making.madeLoose);
          const one = move('transform', index + 1, goods(making.units, null, making.loose), { id, outputs });
          await record(world.as('QUALITY'), one);
          if (then === 'CONFLICTS') await record(world.as('QUALITY'), { ...one, goods: loose(batch(conflictsIn)) });
          if (then === 'DID_NOT_OCCUR') await correct(world.as('QUALITY'), id);
        }
        const named =
          'batch' in recalled
            ? { batches: [{ gtin: GTIN, batch: batch(recalled.batch) }] }
            : { serials: [{ gtin: GTIN, serial: serial(recalled.unit) }] };
        const recallId = await launched({ ...named, onlyNamed });
        const before = await Promise.all(UNITS.map((one) => told(serial(one))));

        await closed(recallId);

        for (const [index, { verdict, recalls }] of before.entries()) {
          const after = await told(serial(index));
          expect([index, after.verdict]).toEqual([index, verdict === 'AFFECTED' ? 'CANNOT_TELL' : verdict]);
          const rulings = (list: GoodsVerdict['recalls']) => list.map((one) => one.verdict);
          // A doubt of the record's own is told without naming the recall.
          if (after.closedRecalls.length > 0 || verdict === 'AFFECTED') {
            expect([index, rulings(after.closedRecalls)]).toEqual([index, rulings(recalls)]);
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * 10_000,
);
