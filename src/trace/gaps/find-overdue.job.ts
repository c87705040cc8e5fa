import type { Context } from '../../platform/context.js';
import type { Database } from '../../platform/database/database.js';
import type { Job } from '../../platform/jobs/job.js';
import { BEFORE_ALL_IDS } from '../before-all-ids.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { batchesOnTheirWay, goodsOnTheirWay, lockWatch, moveOverdueThrough, readWatch } from './gap-watch.query.js';
import { overdueAt } from './overdue.rule.js';
import { renewGaps } from './watch-gaps.js';

/** That a shipment is overdue shows by itself, when nothing is recorded. */
export const findOverdueJob: Job = {
  name: 'findOverdue',
  cron: '7 * * * *',
  run: ({ db, now }: Context) => findOverdue(db, now()),
};

/** What was shipped since the last time is overdue meanwhile; an hour more, since clocks of processes differ. */
const AGAIN_MS = 60 * 60_000;
const ROWS_AT_ONCE = 20_000;
const GOODS_AT_ONCE = 1_000;

/** Finds the gaps of what has become overdue since it was last looked for. Ended midway, it begins again. */
export async function findOverdue(db: Database, now: Date): Promise<void> {
  const { overdueThrough } = await readWatch(db);
  const span = { from: new Date(overdueThrough.getTime() - AGAIN_MS), to: overdueAt(now) };
  for (let after: string | null = BEFORE_ALL_IDS; after !== null;) {
    const { goodsIds, last } = await goodsOnTheirWay(db, { ...span, after, limit: ROWS_AT_ONCE });
    await renew(db, goodsIds, span.to, now);
    after = last;
  }
  for (let after: string | undefined = BEFORE_ALL_IDS; after !== undefined;) {
    const batchIds = await batchesOnTheirWay(db, { ...span, after, limit: GOODS_AT_ONCE });
    await renew(db, batchIds, span.to, now);
    after = batchIds.at(-1);
  }
  await db.transaction((tx) => moveOverdueThrough(tx, span.to));
}

/** Each part in a transaction of its own, so that those who watch for gaps do not wait for all of it. */
async function renew(db: Database, goodsIds: readonly string[], overdueThrough: Date, now: Date): Promise<void> {
  for (const some of chunksOf(goodsIds, GOODS_AT_ONCE)) {
    await db.transaction(async (tx) => {
      // They write the same rows, and have perhaps read less.
      const watch = await lockWatch(tx);
      await renewGaps(tx, some, new Date(Math.max(watch.overdueThrough.getTime(), overdueThrough.getTime())), now);
    });
  }
}
