import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { sealKnowledge } from '../../../src/movements/index.js';
import { gapIdOf } from '../../../src/gaps/index.js';
import { findGaps } from '../../../src/trace/gaps/find-gaps.js';
import { findOverdue } from '../../../src/trace/gaps/find-overdue.job.js';
import { overdueAt } from '../../../src/trace/gaps/overdue.rule.js';
import { watchSome } from '../../../src/trace/gaps/watch-gaps.js';
import { correctedHistory, send, stepsOf } from '../../movements/arbitrary-corrections.js';
import { Eraser } from '../../movements/ledger-snapshot.js';
import { together, TOGETHER } from '../../movements/realms.js';
import { runs } from '../../support/runs.js';
import { registerTestSource } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(300);
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

/** What someone does after a step: looks for gaps, or also for what is overdue, or neither; over and over. */
const looking = fc.array(fc.constantFrom('search', 'search', 'sweep', null), { minLength: 1, maxLength: 12 });

async function search(): Promise<void> {
  await sealKnowledge(world.db, world.clock);
  while (await watchSome(world.db, world.clock));
}

/** Every open gap in the queue. */
function inQueue() {
  return world.db.rows(
    'gaps_in_queue',
    `
    select gap.gap_id as id, gap.kind, gap.goods_id as "goodsId", gap.goods_kind as "goodsKind", gap.since,
      gap.location_id as "locationId", gap.explanation
    from gap where gap.state = 'OPEN' order by gap.gap_id
    `,
  );
}

/** Every gap in what is on record, found from nothing. */
async function inTheRecord() {
  const all = await world.db.rows<{ id: string }>(
    'all_goods',
    `
    select unit.unit_id as id from unit
    union all select logistic_unit.logistic_unit_id from logistic_unit
    union all select batch.batch_id from batch
    `,
  );
  const found = await findGaps(
    world.db,
    all.map(({ id }) => id),
    overdueAt(world.clock),
  );
  return found
    .map((gap) => {
      const { kind, goodsId, goodsKind, since, locationId, explanation } = gap;
      return { id: gapIdOf(gap), kind, goodsId, goodsKind, since, locationId, explanation };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const EARLY = new Date('2026-02-02T00:00:00Z');
const LATE = new Date('2026-03-01T08:00:00Z');

test(
  'the queue holds the gaps of the record, in whatever order it came and whenever gaps were looked for meanwhile',
  async () => {
    await fc.assert(
      fc.asyncProperty(together(correctedHistory(30)), looking, async (histories, looks) => {
        await eraser.erase();
        await world.db.rows('forget_overdue', `update gap_watch set overdue_through = 'epoch'`);
        const steps = stepsOf(histories);
        for (const [k, step] of steps.entries()) {
          // Shipments become overdue in the middle of it.
          world.clock = k < steps.length / 2 ? EARLY : LATE;
          await send(world.as('WAREHOUSE'), step);
          const then = looks[k % looks.length];
          if (then !== null) await search();
          if (then === 'sweep') await findOverdue(world.db, world.clock);
        }
        world.clock = LATE;
        await search();
        await findOverdue(world.db, world.clock);

        expect(await inQueue()).toEqual(await inTheRecord());
      }),
      { numRuns: Math.ceil(RUNS / TOGETHER), endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);
