import type { Queryable } from '../../platform/database/database.js';
import {
  goodsOfNoBatch,
  type GoodsScope,
  type Progress,
  reachOfScope,
  type Recipient,
  type UnitsWithoutBatch,
  unitsWithoutBatch,
  whereaboutsOf,
  type Whereabouts,
  whyMore,
} from '../../trace/index.js';
import type { Recall } from '../recall.js';
import { newestCapture } from './newest-capture.query.js';
import type { Scope } from './scope.js';
import { goodsOf, type ScopeGoods } from './scope-goods.js';

/** Where the goods of a scope are and whom they reached, as the ledger says now. */
export interface Reach extends ReachOfGoods {
  /** The last capture that the ledger had when this was read; null while it is empty. */
  readonly knownThrough: Date | null;
}

export interface ReachOfGoods {
  /** Up to when things that happened count. */
  readonly now: Date;
  readonly goods: ScopeGoods;
  readonly withoutBatch: UnitsWithoutBatch;
  readonly whereabouts: Whereabouts;
  /** One for each customer, in the order of their ids. */
  readonly recipients: readonly Recipient[];
  /** Who may have goods of the scope on the way, by id, and why that is not certain. */
  readonly possibleCarriers: ReadonlyMap<string, string>;
  /** What belongs to the scope by one of two records that contradict each other; held until that is decided. */
  readonly disputed: GoodsScope;
}

export async function reachOf(db: Queryable, scope: Scope, now: Date, progress?: Progress): Promise<Reach> {
  // Read first: what is captured meanwhile may be counted, and is then not claimed to be known.
  const knownThrough = await newestCapture(db);
  const goods = await goodsOf(db, scope);
  return { knownThrough, ...(await reachOfGoods(db, goods, now, progress)) };
}

/** What a recall has to say of how far it was followed, once it has been evaluated. */
export function followedBy({ now, knownThrough }: Reach): Pick<Recall, 'followedAt' | 'followedThrough'> {
  return { followedAt: now, followedThrough: knownThrough };
}

export async function reachOfGoods(
  db: Queryable,
  goods: ScopeGoods,
  now: Date,
  progress?: Progress,
): Promise<ReachOfGoods> {
  const whereabouts = await whereaboutsOf(db, goods, now);
  const withoutBatch = await unitsWithoutBatch(db, goods);
  const reached = await reachOfScope(db, { ...goods, ofNoBatch: goodsOfNoBatch(withoutBatch) }, now, progress);
  const truncated = whyMore(goods.truncated, reached.truncated);
  return { ...reached, now, goods: { ...goods, truncated }, withoutBatch, whereabouts };
}
