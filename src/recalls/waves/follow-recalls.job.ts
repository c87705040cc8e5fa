import { type HeldFor, notHeldYet } from '../../holds/index.js';
import { readSeal } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import { enqueue, type Job } from '../../platform/jobs/job.js';
import { holdScope } from '../hold-scope.js';
import { forgetOpenScopes, openRecalls } from '../open-scopes.js';
import type { Recall } from '../recall.js';
import { tellProgress } from '../recall-progress.js';
import { lockRecall, saveFollowed } from '../recall.query.js';
import { isMock } from '../recall.rules.js';
import { coverProducts } from '../scope/frozen-goods.query.js';
import { followedBy, type Reach } from '../scope/reach.js';
import { goodsToHold } from '../scope/scope-goods.js';
import { EVALUATION_MS } from '../time-limits.js';
import { proposeWave } from './propose-wave.js';
import { isNothing, type ScopeChange, scopeChangeOf } from './scope-change.js';
import { openProposalByRecall } from './wave-proposal.query.js';

const NAME = 'followRecalls';
/** The calendar knows minutes, and within a minute of a scan it is known whom else it concerns. */
const AGAIN_MS = 30_000;
/** A recall that takes longer is followed once a minute, so that it takes a tenth of a processor and not a quarter. */
const SLOW_MS = 3_000;

interface InBetween {
  readonly isInBetween?: boolean;
}

/**
 * Records come late, and in any order. So the scope of each open recall is evaluated again after something was recorded: what
 * it leads to now is held, and whom it reaches now is proposed as a further wave.
 */
export const followRecallsJob: Job<InBetween | undefined> = {
  name: NAME,
  cron: '* * * * *',
  run: async (context, payload) => {
    const isInBetween = payload?.isInBetween === true;
    const runAt = new Date(context.now().getTime() + AGAIN_MS);
    if (!isInBetween) {
      await context.db.transaction((tx) => enqueue(tx, followRecallsJob, { isInBetween: true }, { runAt, key: NAME }));
    }
    if (underWay.has(context.db)) return;
    underWay.add(context.db);
    try {
      await followRecalls(context, { isInBetween });
    } finally {
      underWay.delete(context.db);
    }
  },
};

/** Many large recalls take longer than a minute: other jobs must not wait behind several runs that do the same. */
const underWay = new WeakSet<Database>();

/** What is registered moves a scope too, packaging levels for one, and is no part of what is known by captures. */
const AT_LEAST_EVERY_MS = 300_000;

/** Up to where in what is known a recall was followed, when, and how long that took. */
interface Followed {
  readonly through: number;
  readonly revision: number;
  readonly at: Date;
  readonly ms: number;
}

/** What this process has followed; another process follows it once more, in vain. */
const followed = new WeakMap<Database, Map<string, Followed>>();

/** Of a recall that cannot be followed the others do not wait; the job fails then, and is run again. */
export async function followRecalls(context: Context, { isInBetween = false }: InBetween = {}): Promise<void> {
  const { db } = context;
  const { position: through } = await readSeal(db);
  const at = context.now();
  const isDue = ({ revision }: Recall, last: Followed) =>
    last.revision !== revision ||
    at.getTime() - last.at.getTime() >= AT_LEAST_EVERY_MS ||
    (last.through !== through && !(isInBetween && last.ms > SLOW_MS));
  const before = followed.get(db);
  const now = new Map<string, Followed>();
  const failures: unknown[] = [];
  for (const recall of (await openRecalls(db)).filter((one) => !isMock(one))) {
    const last = before?.get(recall.id);
    if (last && !isDue(recall, last)) {
      now.set(recall.id, last);
      continue;
    }
    try {
      const start = performance.now();
      const isWritten = await followRecall(context, recall);
      if (isWritten) now.set(recall.id, { through, revision: recall.revision, at, ms: performance.now() - start });
    } catch (error) {
      failures.push(error);
    }
  }
  followed.set(db, now);
  if (failures.length > 0) throw new AggregateError(failures, 'Recalls that could not be followed.');
}

/**
 * Evaluated without a lock, since pausing must not wait for it. Answers whether it was written down: of a recall that somebody
 * moved meanwhile nothing is, and it is to be evaluated again upon what they decided.
 */
export async function followRecall(context: Context, recall: Recall): Promise<boolean> {
  const change = await context.db.transaction((tx) => scopeChangeOf(tx, recall, context.now()), {
    snapshot: true,
    statementTimeoutMs: EVALUATION_MS,
  });
  const isWritten = await context.db.transaction((tx) => writeDown(tx, context, recall, change), {
    statementTimeoutMs: EVALUATION_MS,
  });
  if (!isNothing(change)) {
    forgetOpenScopes(context.db);
    tellProgress(context.events, recall.id);
  }
  return isWritten;
}

async function writeDown(tx: Transaction, context: Context, recall: Recall, change: ScopeChange): Promise<boolean> {
  const now = await lockRecall(tx, recall.id);
  if (now?.revision !== recall.revision || (await isProposedUponMore(tx, now, change))) return false;
  await holdWhatCameIn(tx, context, recall, change.reach);
  await coverProducts(tx, recall.id, change.reach.goods);
  await proposeWave(tx, context, recall, change);
  await saveFollowed(tx, { ...now, ...followedBy(change.reach) });
  return true;
}

/**
 * Another evaluation that began later may have come first. Captures commit out of the order of their times, so of two that know the
 * same newest one, the later knows more.
 */
async function isProposedUponMore(
  tx: Transaction,
  { id, followedAt }: Pick<Recall, 'id' | 'followedAt'>,
  { reach }: ScopeChange,
): Promise<boolean> {
  const [open] = await openProposalByRecall.find(tx, [id]);
  if (!open) return false;
  const more = timeOf(open.knownThrough) - timeOf(reach.knownThrough);
  return more > 0 || (more === 0 && timeOf(followedAt) > reach.now.getTime());
}

const timeOf = (time: Date | null) => time?.getTime() ?? 0;

async function holdWhatCameIn(tx: Transaction, context: Context, recall: Recall, { goods, disputed }: Reach) {
  const fresh = await notHeldYet(tx, recall.id, goodsToHold(goods, disputed));
  const idsOf = (wanted: HeldFor['kind']) => fresh.flatMap(({ goodsId, kind }) => (kind === wanted ? goodsId : []));
  if (fresh.length > 0) await holdScope(tx, context, recall, { batchIds: idsOf('BATCH'), unitIds: idsOf('UNIT') });
}
