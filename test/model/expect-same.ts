import { expect } from '@jest/globals';

import { type Gtin, parseSerial } from '../../src/gs1/index.js';
import { movementStatus } from '../../src/movements/index.js';
import type { Context } from '../../src/platform/context.js';
import { productId, unitById, type UnitRow } from '../../src/products/index.js';
import { batchAsSubject } from '../../src/recalls/verdict/batch-verdict.js';
import { readVerdict } from '../../src/recalls/verdict/read-verdict.js';
import { unitAsSubject, verdictAgainst } from '../../src/recalls/verdict/unit-verdict.js';
import { loadTrace } from '../../src/trace/index.js';
import { expectPlain, expectPlainAnswers } from '../movements/expect-plain.js';
import { answersAsOf, stateOf } from '../movements/ledger-snapshot.js';
import { type Event, get, idsIn, plainWorld, type RealmIds } from '../movements/plain-ledger.js';
import { SOURCE } from '../support/supply-chain.js';
import type { World } from '../support/world.js';
import type { Model } from './model.js';
import { plainVerdict, type Verdict } from './model-recall.js';
import { type Made, madeOf } from './plain-making.js';

/** Retrace answers what the model answers: states, packings, places, journeys, recipients, what is disputed, verdicts. */
export async function expectSame(model: Model, world: World): Promise<void> {
  const ids = idsIn(model.realm);
  const events = model.events();
  const [state, answers] = await Promise.all([
    stateOf(world, [...ids.unitIds, ...ids.containerIds]),
    answersAsOf(world, world.clock, ids),
    expectStatuses(model, world),
    expectVerdicts(model, world, events, ids),
    expectVerdictsOnBatches(model, world, events, ids),
  ]);
  expectPlain(state, events, ids);
  expectPlainAnswers(answers, events, world.clock.getTime(), ids);
}

async function expectStatuses(model: Model, world: World): Promise<void> {
  const numbers = [...model.book.keys()];
  const refs = numbers.map((number) => model.refOf(number));
  const answers = await movementStatus(world.as('WAREHOUSE'), SOURCE, refs);
  expect(answers.map(({ status }) => status)).toEqual(numbers.map((number) => model.statusOf(number)));
}

async function expectVerdicts(model: Model, world: World, events: readonly Event[], ids: RealmIds): Promise<void> {
  const context = world.as('QUALITY');
  const things = plainWorld(events, world.clock.getTime(), ids);
  const inDoubt = model.inDoubt();
  const open = model.recalls.filter(({ isOpen }) => isOpen);
  const closed = model.recalls.filter(({ status }) => status === 'CLOSED');
  const made = [0, 1].map((batch) => madeOf(events, ids, batch));

  const units = await unitById.find(world.db, ids.unitIds);
  await Promise.all(
    units.map(async (unit) => {
      const { steps } = get(things, unit.id);
      const isDoubtful = inDoubt.has(unit.id) || steps.some(([, viaId]) => viaId !== null && inDoubt.has(viaId));
      const batchIds = new Set(events.flatMap(({ batchOf }) => batchOf.get(unit.id) ?? []));
      const facts = { isDoubtful, isKnown: steps.length > 0, batchIds };
      const rulings = open.map(({ id, batch }) => [id, plainVerdict(facts, ids.batchIds[batch] ?? '')] as const);
      const expected = rulings.filter(([, verdict]) => verdict !== 'NOT_AFFECTED').sort();

      const [trace, { verdict, recalls }, askedAbout] = await Promise.all([
        loadTrace(context, unit.id),
        unitAsSubject(context, unit).then((subject) => readVerdict(context, subject)),
        verdictAgainst(context, unit.gtin, parseSerial(unit.serial) as never, scopeOf(model, 0, true)),
        expectVerdictsOnMade(context, model, unit, made),
      ]);
      expect([unit.serial, askedAbout.verdict]).toEqual([unit.serial, plainVerdict(facts, ids.batchIds[0] ?? '')]);
      const ours = recalls.filter(({ recall }) => open.some(({ id }) => id === recall.id));
      const ruled = ours.map((one) => [one.recall.id, one.verdict] as const).sort();
      expect([unit.serial, trace?.openConflict, ruled]).toEqual([unit.serial, isDoubtful, expected]);
      // Over recalls of other realms' products too, of which nothing here is told.
      // What is in doubt whatever a recall covers is not cleared of any that is closed, of other realms neither: there always is one.
      const isInDoubtOfAny = isDoubtful || batchIds.size > 1;
      const mayStillBe =
        isInDoubtOfAny || closed.some(({ batch }) => plainVerdict(facts, ids.batchIds[batch] ?? '') !== 'NOT_AFFECTED');
      const otherwise = facts.isKnown && !mayStillBe ? 'NOT_AFFECTED' : 'CANNOT_TELL';
      expect(verdict).toBe(worstOf([otherwise, ...recalls.map((one) => one.verdict)]));
    }),
  );
}

/** A recalled batch is affected, and one that is said of a unit which is not cleared of a recall is not cleared either. */
async function expectVerdictsOnBatches(model: Model, world: World, events: readonly Event[], ids: RealmIds) {
  const context = world.as('QUALITY');
  const ofProduct = productId(model.realm.gtin as Gtin);
  const open = new Set(model.recalls.filter(({ isOpen }) => isOpen).map(({ batch }) => ids.batchIds[batch]));
  const claims = ids.unitIds.map((unitId) => new Set(events.flatMap(({ batchOf }) => batchOf.get(unitId) ?? [])));
  await Promise.all(
    ids.batchIds.map(async (id) => {
      const { verdict, reason } = await readVerdict(
        context,
        await batchAsSubject(context, { id, productId: ofProduct }),
      );
      const isCovered = reason === 'The recall covers this batch.';
      expect([id, verdict === 'AFFECTED' && isCovered]).toEqual([id, open.has(id)]);
      const mayBeCovered = claims.some((batches) => batches.has(id) && [...batches].some((one) => open.has(one)));
      if (mayBeCovered) expect([id, verdict]).not.toEqual([id, 'NOT_AFFECTED']);
    }),
  );
}

/** What was made of a batch is never cleared of it; what nothing was made of is never called affected by it. */
async function expectVerdictsOnMade(
  context: Context,
  model: Model,
  unit: UnitRow,
  made: readonly Made[],
): Promise<void> {
  const isDisputed = model.inDoubt().size > 0;
  for (const [batch, { surely, perhaps }] of made.entries()) {
    const serial = parseSerial(unit.serial) as never;
    const { verdict } = await verdictAgainst(context, unit.gtin, serial, scopeOf(model, batch, false));
    if (surely.has(unit.id)) expect([unit.serial, batch, verdict]).not.toEqual([unit.serial, batch, 'NOT_AFFECTED']);
    if (verdict === 'AFFECTED' && !isDisputed) expect([...perhaps]).toContain(unit.id);
  }
}

function scopeOf({ realm }: Model, batch: number, onlyNamed: boolean) {
  const batches = [{ gtin: realm.gtin, number: realm.batches[batch] ?? '' }];
  return { batches, serials: [], ranges: [], onlyNamed };
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('AFFECTED')) return 'AFFECTED';
  return verdicts.includes('CANNOT_TELL') ? 'CANNOT_TELL' : 'NOT_AFFECTED';
}
