import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeGtin } from '../../src/gs1/index.js';
import { realmOf } from '../movements/arbitrary-history.js';
import { approved, close, launch, registerParties, tellEveryone } from '../recalls/recall-story.js';
import { runs } from '../support/runs.js';
import { OTHER_GTIN } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { commands } from './commands.js';
import { Model } from './model.js';

/** A failure prints the commands that are left of it, and the seed and the path that repeat it. */
const RUNS = Math.min(runs(60), 10_000);
const MOST_COMMANDS = 25;
/** Sequences of realms that have no goods in common, in as many lanes. */
const LANES = 4;
const PER_RUN_MS = 10_000;

const world = setUpWorld();
beforeAll(async () => {
  await registerParties(world);
  await closeRecallElsewhere();
});

/** From the first recall that is closed on, more is in doubt; so there is one from the start, of a product of no realm. */
async function closeRecallElsewhere(): Promise<void> {
  const scope = { batches: [{ gtin: OTHER_GTIN, batch: 'elsewhere' }], onlyNamed: true };
  const recallId = await approved(world, 'elsewhere', { scope });
  await launch(world, recallId);
  await tellEveryone(world, recallId);
  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed' });
}

let realms = 0;

/** A realm that nobody was in, with a product of its own. */
function newRealm() {
  realms++;
  return realmOf(realms, makeGtin(`0950601${String(realms).padStart(6, '0')}`));
}

test(
  'whatever is recorded, sent again, corrected, decided and recalled, Retrace answers what a plain model answers (A3)',
  async () => {
    const property = fc.asyncProperty(commands(MOST_COMMANDS), (sequence) =>
      fc.asyncModelRun(() => ({ model: new Model(newRealm()), real: world }), sequence),
    );
    const lanes = Array.from({ length: LANES }, () => fc.assert(property, { numRuns: Math.ceil(RUNS / LANES) }));
    const ended = await Promise.allSettled(lanes);
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
  },
  60_000 + RUNS * PER_RUN_MS,
);
