import type { Database, Queryable } from '../platform/database/database.js';
import type { Recall } from './recall.js';
import { findRecalls, recallPositionOf } from './recall.query.js';
import { isMock, OPEN_STATUSES } from './recall.rules.js';
import { coveredGoodsOf } from './scope/frozen-goods.query.js';
import type { RecalledGoods } from './scope/recalled-goods.js';
import { type ClosedRecalls, closedRecalls } from './verdict/closed-recalls.query.js';
import { openProposalByRecall } from './waves/wave-proposal.query.js';

/** A recall that is open now, and what it covers. */
export interface OpenScope {
  readonly recall: Recall;
  readonly goods: RecalledGoods;
}

/** How long a recall launched by another process may stay unseen here. */
const TTL_MS = 5_000;
const RECALLS_A_TRIP = 1_000;

/** What every verdict begins with. */
export interface Recalls {
  readonly open: readonly OpenScope[];
  readonly closed: ClosedRecalls;
}

/*
 * Every lookup of a unit asks for the open scopes, and they change a few times a year: each process keeps them. A launch
 * or close in this process forgets them after its commit; a read that was under way then is forgotten with them, since
 * the promise itself is what is kept.
 */
interface Kept {
  readonly until: number;
  readonly recalls: Promise<Recalls>;
}
const kept = new WeakMap<Database, Kept>();

/** A scope changes only with a move of its recall, or with what is proposed of it, so it is read once for each of these. */
const goodsOfState = new WeakMap<Database, Map<string, RecalledGoods>>();

export function recallsOf(db: Database): Promise<Recalls> {
  const known = kept.get(db);
  if (known && performance.now() < known.until) return known.recalls;

  const recalls = readRecallsOf(db);
  const entry = { until: performance.now() + TTL_MS, recalls };
  kept.set(db, entry);
  // A failure is the caller's to see, and no one else's.
  recalls.catch(() => {
    if (kept.get(db) === entry) kept.delete(db);
  });
  return recalls;
}

export function forgetOpenScopes(db: Database): void {
  kept.delete(db);
}

/** Launched and not closed; mock recalls among them. All of them: one that is left out would clear units that it covers. */
export async function openRecalls(db: Queryable): Promise<Recall[]> {
  const open: Recall[] = [];
  let page: Recall[];
  do {
    const last = open.at(-1);
    page = await findRecalls(db, { statuses: OPEN_STATUSES }, RECALLS_A_TRIP, last ? recallPositionOf(last) : null);
    open.push(...page);
  } while (page.length === RECALLS_A_TRIP);
  return open;
}

async function readRecallsOf(db: Database): Promise<Recalls> {
  return { open: await readOpenScopes(db), closed: await closedRecalls(db) };
}

async function readOpenScopes(db: Database): Promise<readonly OpenScope[]> {
  const before = goodsOfState.get(db);
  const now = new Map<string, RecalledGoods>();
  const scopes: OpenScope[] = [];
  const open = (await openRecalls(db)).filter(isReal);
  const proposed = await proposalsOf(db, open);
  for (const recall of open) {
    const state = [recall.id, recall.revision, proposed.get(recall.id)].join(' ');
    const goods = before?.get(state) ?? (await coveredGoodsOf(db, recall.id));
    now.set(state, goods);
    scopes.push({ recall, goods });
  }
  goodsOfState.set(db, now);
  return scopes;
}

/** Of each recall, the name of what is proposed now. */
async function proposalsOf(db: Database, recalls: readonly Recall[]): Promise<Map<string, string>> {
  if (recalls.length === 0) return new Map();
  const proposals = await openProposalByRecall.find(
    db,
    recalls.map(({ id }) => id),
  );
  return new Map(proposals.map(({ recallId, proposalHash }) => [recallId, proposalHash]));
}

/** A mock recall convicts no unit. */
const isReal = (recall: Recall) => !isMock(recall);
