import { type Database, openDatabase, type Transaction } from '../../platform/database/database.js';
import { batchesDeclaredOtherwise, projectDeclarations } from '../batch-declaration.query.js';
import { readSeal } from '../knowledge/knowledge.query.js';
import { sealKnowledge } from '../knowledge/seal-knowledge.js';
import { type AtOnce, buildShadow } from './build-shadow.js';
import { catchUp, catchUpFinally } from './catch-up.js';
import { DERIVED_TABLES, SHADOW } from './derived-tables.js';
import {
  clearSuspects,
  type Difference,
  differenceOf,
  forgetSuspects,
  isAnySuspected,
  MOST_EXAMPLES,
  replaceSuspects,
  suspectAll,
} from './difference.query.js';
import { asOnlyRebuild } from './only-rebuild.js';
import { type OnProgress, Watch } from './progress.js';
import { createShadow, dropShadow, FIRST_KEY, type Position, readPosition } from './shadow.query.js';

/**
 * # Rebuilding the state
 *
 * The **ledger** is `movement` and `correction`. Everything else that captures write is derived from it: links, stock,
 * genealogy, states and packings, in tables, and what is declared of batches, in columns. A rebuild derives all of it again
 * beside the live tables, in the **shadow**, a schema with tables of the same names. Its connections look there first, so
 * what writes the shadow is what captures write with, and no rule is written twice.
 *
 * 1. What is known by now is sealed. Movements known by then are read in the order of their ids, then goods are folded in
 *    the order of theirs. The position is committed with every step, so a rebuild that was killed goes on there.
 * 2. What was captured or corrected meanwhile is sealed too and written again, and the goods that it touches are folded
 *    again: the shadow has **caught up**. It can be done at any time, and again.
 * 3. Live tables and shadow are compared. Whatever differs is **suspected**, since captures go on; what does not differ
 *    any more after catching up again is cleared.
 * 4. If suspects are left, one transaction holds captures for a moment (readers see nothing of it), catches up, and tells
 *    what really differs. To swap is to replace these rows, in the same transaction. Tables do not change their names:
 *    a reader with a snapshot from before the swap would look into the new table and miss what is newer than its snapshot;
 *    so every reader sees the old rows or the new ones, and a table that is right is not touched.
 *
 * It is the owner's work: the application's role makes no tables, and may not change genealogy.
 */
export interface RebuildState {
  /** Of the role that owns the tables. */
  readonly ownerUrl: string;
  readonly now: () => Date;
  /** Whether rows that differ are replaced; otherwise they are told, and nothing is changed. */
  readonly swap: boolean;
  /** Begins again, whatever an earlier rebuild has left. */
  readonly anew?: boolean;
  readonly onProgress?: OnProgress;
  readonly atOnce?: AtOnce;
}

const AT_ONCE: AtOnce = { movements: 5_000, goods: 20_000 };

/** It reads and writes for minutes, where a request has seconds; and a page is planned as the page that it is. */
const SETTINGS = {
  search_path: `${SHADOW},public`,
  statement_timeout: '0',
  work_mem: '64MB',
  plan_cache_mode: 'force_custom_plan',
};

/** Derives the state from the ledger again, compares, and replaces what differs if that is wanted. */
export async function rebuildState(rebuild: RebuildState) {
  const db = await openDatabase({ url: rebuild.ownerUrl, poolSize: 4, settings: SETTINGS });
  try {
    const done = await asOnlyRebuild(db, () => rebuildAlone(db, rebuild));
    return done ?? ({ outcome: 'RebuildUnderWay' } as const);
  } finally {
    await db.close();
  }
}

async function rebuildAlone(db: Database, { now, swap, anew = false, onProgress, atOnce = AT_ONCE }: RebuildState) {
  const watch = new Watch(onProgress ?? (() => undefined));
  const started = (anew ? null : await readPosition(db)) ?? (await begin(db, now));
  const built = await buildShadow(db, started, atOnce, watch);
  const current = await catchUp(db, built, now, atOnce, watch);

  await suspect(db, watch);
  const caughtUp = await catchUp(db, current, now, atOnce, watch);
  const differences = (await isAllCleared(db)) ? [] : await settle(db, caughtUp, { now, swap, atOnce, watch });

  const counts = watch.counts();
  if (differences.length > 0 && !swap) return { outcome: 'StateDiffers', differences, ...counts } as const;
  await dropShadow(db);
  return differences.length > 0
    ? ({ outcome: 'StateReplaced', differences, ...counts } as const)
    : ({ outcome: 'StateConfirmed', ...counts } as const);
}

async function begin(db: Database, now: () => Date): Promise<Position> {
  await sealKnowledge(db, now());
  const { knownThrough } = await readSeal(db);
  await createShadow(db, knownThrough);
  return { stage: 'DERIVE', after: FIRST_KEY, knownThrough };
}

async function suspect(db: Database, watch: Watch): Promise<void> {
  await db.transaction(forgetSuspects);
  for (const table of DERIVED_TABLES) {
    await watch.moved('comparing');
    await db.transaction((tx) => suspectAll(tx, table));
  }
}

async function isAllCleared(db: Database): Promise<boolean> {
  for (const table of DERIVED_TABLES) await db.transaction((tx) => clearSuspects(tx, table));
  return !(await isAnySuspected(db)) && (await batchesDeclaredOtherwise(db)).length === 0;
}

interface Settle extends Pick<RebuildState, 'now' | 'swap'> {
  readonly atOnce: AtOnce;
  readonly watch: Watch;
}

/** Tells what differs while nothing is captured, and replaces it if that is wanted. */
function settle(db: Database, position: Position, { now, swap, atOnce, watch }: Settle): Promise<Difference[]> {
  return db.transaction(async (tx) => {
    await holdCaptures(tx);
    await watch.moved('holding captures');
    await catchUpFinally(db, tx, position, now, atOnce);

    const differences: Difference[] = [];
    for (const table of DERIVED_TABLES) {
      const difference = await differenceOf(tx, table);
      if (difference.examples.length === 0) continue;
      differences.push(difference);
      if (swap) await replaceSuspects(tx, table);
    }
    return [...differences, ...(await settleDeclarations(tx, swap))];
  });
}

/** Captures that are under way end first; those that begin wait. Reading goes on. */
async function holdCaptures(tx: Transaction): Promise<void> {
  await tx.rows('hold_captures', 'lock table public.capture in share mode');
}

async function settleDeclarations(tx: Transaction, swap: boolean): Promise<Difference[]> {
  const batchIds = await batchesDeclaredOtherwise(tx);
  if (batchIds.length === 0) return [];
  if (swap) await projectDeclarations(tx, batchIds);
  const examples = batchIds.slice(0, MOST_EXAMPLES);
  return [{ table: 'batch', missing: 0, extra: 0, changed: batchIds.length, examples }];
}
