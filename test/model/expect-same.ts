import { expect } from '@jest/globals';

import { movementStatus } from '../../src/movements/index.js';
import { unitById } from '../../src/products/index.js';
import { readVerdict } from '../../src/recalls/unit-verdict.js';
import { loadTrace } from '../../src/trace/index.js';
import { answersAsOf, stateOf } from '../movements/ledger-snapshot.js';
import { expectPlain, expectPlainAnswers } from '../movements/expect-plain.js';
import { type Event, get, idsIn, plainWorld, type RealmIds } from '../movements/plain-ledger.js';
import { SOURCE } from '../support/supply-chain.js';
import type { World } from '../support/world.js';
import type { Model } from './model.js';
import { plainVerdict, type Verdict } from './model-recall.js';

/** Retrace answers what the model answers: states, packings, places, journeys, recipients, what is disputed, verdicts. */
export async function expectSame(model: Model, world: World): Promise<void> {
  const ids = idsIn(model.realm);
  const events = model.events();
  const [state, answers] = await Promise.all([
    stateOf(world, [...ids.unitIds, ...ids.containerIds]),
    answersAsOf(world, world.clock, ids),
    expectStatuses(model, world),
    expectVerdicts(model, world, events, ids),
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
  const open = model.recalls.filter(({ status }) => status === 'LAUNCHED');

  const units = await unitById.find(world.db, ids.unitIds);
  await Promise.all(
    units.map(async (unit) => {
      const { steps } = get(things, unit.id);
      const isDoubtful = inDoubt.has(unit.id) || steps.some(([, viaId]) => viaId !== null && inDoubt.has(viaId));
      const batchIds = new Set(events.flatMap(({ batchOf }) => batchOf.get(unit.id) ?? []));
      const facts = { isDoubtful, isKnown: steps.length > 0, batchIds };
      const rulings = open.map(({ id, batch }) => [id, plainVerdict(facts, ids.batchIds[batch] ?? '')] as const);
      const expected = rulings.filter(([, verdict]) => verdict !== 'NOT_AFFECTED').sort();

      const [trace, { verdict, recalls }] = await Promise.all([
        loadTrace(context, unit.id),
        readVerdict(context, unit),
      ]);
      const ours = recalls.filter(({ recall }) => open.some(({ id }) => id === recall.id));
      const ruled = ours.map((one) => [one.recall.id, one.verdict] as const).sort();
      expect([unit.serial, trace?.openConflict, ruled]).toEqual([unit.serial, isDoubtful, expected]);
      // Over recalls of other realms' products too, of which nothing here is told.
      const known = facts.isKnown ? 'NOT_AFFECTED' : 'CANNOT_TELL';
      expect(verdict).toBe(worstOf([known, ...recalls.map((one) => one.verdict)]));
    }),
  );
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('AFFECTED')) return 'AFFECTED';
  return verdicts.includes('CANNOT_TELL') ? 'CANNOT_TELL' : 'NOT_AFFECTED';
}
