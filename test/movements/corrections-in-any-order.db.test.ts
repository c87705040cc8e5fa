import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import { record, registerTestSource } from '../support/supply-chain.js';
import { runs } from '../support/runs.js';
import { setUpWorld } from '../support/world.js';
import { type CorrectedHistory, correctedHistory, onRecord, send, stepsOf } from './arbitrary-corrections.js';
import { everything, expectPlainRealms } from './expect-plain.js';
import { Eraser, type Row } from './ledger-snapshot.js';
import { type Event, eventOf } from './plain-ledger.js';
import { itemsOf, movementIdAt, realmAt, REALMS, together, TOGETHER } from './realms.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(1_000);
const PER_RUN_MS = 2_000;

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

/** The answers come from the state alone; of some realms it is seen that they do. */
const COMPARED = 3;

test(
  'a corrected movement leaves nothing in state and answers, whether its correction comes before it or after (A2)',
  async () => {
    await fc.assert(
      fc.asyncProperty(together(correctedHistory(30)), async (histories) => {
        const records = histories.map(onRecord);
        const voided = await everythingOfOnly(histories.map(some(records.map((one) => one.voided))), 0);
        const expected = await everythingOfOnly(histories.map(some(records.map((one) => one.standing))), COMPARED);

        await eraser.erase();
        for (const step of stepsOf(histories)) await send(world.as('WAREHOUSE'), step);
        const delivered = await everything(world, REALMS);

        // What was corrected is history, all of it and nothing else.
        const { voidedLinks, voidedStock } = delivered.state;
        expect([byText(voidedLinks), byText(voidedStock)]).toEqual([
          byText(voided.state.links),
          byText(voided.state.stock),
        ]);
        const { state } = expected;
        expect(JSON.stringify(delivered.state)).toBe(JSON.stringify({ ...state, voidedLinks, voidedStock }));
        expect(JSON.stringify(delivered.answers.slice(0, COMPARED))).toBe(JSON.stringify(expected.answers));
        expectPlainRealms(world, delivered, histories.map(standingEvents));
      }),
      { numRuns: Math.ceil(RUNS / TOGETHER), endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

/** Some of the movements of each history, by their numbers. */
function some(numbers: readonly (readonly number[])[]) {
  return ({ happenings }: CorrectedHistory, i: number): MovementItem[] => {
    const items = itemsOf(happenings, realmAt(i));
    return (numbers[i] ?? []).flatMap((index) => items[index] ?? []);
  };
}

/** What there is when nothing but these movements was ever recorded. */
async function everythingOfOnly(items: readonly (readonly MovementItem[])[], realms: number) {
  await eraser.erase();
  await record(world.as('WAREHOUSE'), ...items.flat());
  return everything(world, REALMS.slice(0, realms));
}

function standingEvents(history: CorrectedHistory, i: number): Event[] {
  const realm = realmAt(i);
  return onRecord(history).standing.flatMap((index) => {
    const happening = history.happenings[index];
    return happening ? eventOf(happening, index, movementIdAt(index, realm), realm) : [];
  });
}

function byText(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
