import { extendHolds, notHeldYet } from '../holds/index.js';
import { readSeal } from '../movements/index.js';
import type { Context } from '../platform/context.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Job } from '../platform/jobs/job.js';
import { openRecalls } from './open-scopes.js';
import type { Recall } from './recall.js';
import { isMock } from './recall.rules.js';
import { goodsOf, goodsToHold } from './scope-goods.js';
import { EVALUATION_MS } from './time-limits.js';

/**
 * What is made of held goods is held when its making is recorded. Records also come late, and in any order: that held goods
 * were in what was used long ago, or were put into a tote that had been built in before. So the scope of each open recall is
 * followed again after something was recorded, and what it leads to now is held as well.
 */
export const followMakingJob: Job = {
  name: 'followMaking',
  cron: '* * * * *',
  run: ({ db, now }: Context) => followMaking(db, now()),
};

/** Up to where in what is known this process has followed each recall; another process follows it once more, in vain. */
const followedThrough = new WeakMap<Database, Map<string, number>>();

/** Of a recall that cannot be followed the others do not wait; the job fails then, and is run again. */
export async function followMaking(db: Database, now: Date): Promise<void> {
  const before = followedThrough.get(db);
  const { position } = await readSeal(db);
  const through = new Map<string, number>();
  const failures: unknown[] = [];
  for (const recall of (await openRecalls(db)).filter(followsMaking)) {
    try {
      if (before?.get(recall.id) !== position) await holdWhatWasMade(db, recall, now);
      through.set(recall.id, position);
    } catch (error) {
      failures.push(error);
    }
  }
  followedThrough.set(db, through);
  if (failures.length > 0) throw new AggregateError(failures, 'Recalls whose goods could not be followed.');
}

const followsMaking = (recall: Recall) => !isMock(recall) && !recall.scope.onlyNamed;

function holdWhatWasMade(db: Database, { id: recallId, scope }: Recall, at: Date): Promise<void> {
  return db.transaction(
    async (tx: Transaction) => {
      const fresh = await notHeldYet(tx, recallId, goodsToHold(await goodsOf(tx, scope)));
      if (fresh.length > 0) await extendHolds(tx, fresh, at);
    },
    { statementTimeoutMs: EVALUATION_MS },
  );
}
