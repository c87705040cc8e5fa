import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { correctMovement } from '../../src/movements/index.js';
import { runs } from '../support/runs.js';
import { record, registerTestSource, SOURCE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { anyDelivery, history, itemOf, momentOf } from './arbitrary-history.js';
import { answersAsOf, Eraser, storedState } from './ledger-snapshot.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(40);
const PER_RUN_MS = 3_000;

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

/** What a sender sends: the movement of that number, or its correction. */
interface Sent {
  readonly index: number;
  readonly isCorrection: boolean;
}

/** A history, which of its movements are corrected, and in which order all of it arrives, some of it again. */
const anything = history(30).chain((happenings) =>
  fc.subarray([...happenings.keys()]).chain((wrong) => {
    const sent: Sent[] = [
      ...happenings.map((_, index) => ({ index, isCorrection: false })),
      ...wrong.map((index) => ({ index, isCorrection: true })),
    ];
    return fc.record({
      happenings: fc.constant(happenings),
      wrong: fc.constant(new Set(wrong)),
      sent: anyDelivery(sent.length).map(({ order }) => order.flatMap((at) => sent[at] ?? [])),
    });
  }),
);

async function everything() {
  return {
    state: await storedState(world),
    now: await answersAsOf(world, world.clock),
    midway: await answersAsOf(world, momentOf(3)),
  };
}

test(
  'a corrected movement leaves nothing in state and answers, whether its correction comes before it or after (A2)',
  async () => {
    await fc.assert(
      fc.asyncProperty(anything, async ({ happenings, wrong, sent }) => {
        const items = happenings.map((one, index) => itemOf(one, index));
        await eraser.erase();
        await record(world.as('WAREHOUSE'), ...items.filter((_, index) => !wrong.has(index)));
        const expected = await everything();

        await eraser.erase();
        for (const { index, isCorrection } of sent) {
          const item = items[index];
          if (!isCorrection && item) await record(world.as('WAREHOUSE'), item);
          if (isCorrection) await correct(`any-${index}`);
        }
        const delivered = await everything();

        const { voidedLinks, voidedStock } = delivered.state;
        const history = { voidedLinks, voidedStock };
        expect(JSON.stringify(delivered)).toBe(
          JSON.stringify({ ...expected, state: { ...expected.state, ...history } }),
        );
        expect(new Set([...voidedLinks, ...voidedStock].map((row) => row['movement_id'])).size).toBe(wrong.size);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

async function correct(id: string): Promise<void> {
  const answer = await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id, reason: 'DID_NOT_OCCUR' });
  if (answer.outcome !== 'MovementCorrected') throw new Error(answer.message);
}
