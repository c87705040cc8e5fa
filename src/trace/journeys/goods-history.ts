import { type Link, requireSealed } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import type { BatchQuery } from '../../platform/load.js';
import { goodsInConflictAt, knownThrough, linksKnownAt } from '../known-records.query.js';
import type { GoodsRecord } from './journey-links.query.js';
import { type Trace, tracesFrom, tracesOf } from './unit-trace.js';

export interface HistoryArgs {
  /** By the senders' clocks: what had happened by then. */
  readonly asOf?: Date | null;
  /** By ours: what was known by then, whatever came late or was corrected since. */
  readonly asKnownAt?: Date | null;
}

/** What was, or was thought to be, of a unit or logistic unit at a time. */
export interface GoodsHistory extends Trace {
  readonly asOf: Date;
  readonly asKnownAt: Date | null;
  /** The last instant up to `asKnownAt` at which something became known; null when nothing was known. */
  readonly knownThrough: Date | null;
}

const queries = new WeakMap<Context, Map<string, BatchQuery<GoodsHistory>>>();

/**
 * The same for the same `asKnownAt` whenever it is asked; without it, by what is known today. All goods of a request that are
 * asked about at one time are read together.
 */
export function loadHistory(context: Context, goodsId: string, args: HistoryArgs): Promise<GoodsHistory | null> {
  const key = [args.asOf, args.asKnownAt].map((at) => at?.toISOString() ?? '').join(' ');
  const ofRequest = queries.get(context) ?? new Map<string, BatchQuery<GoodsHistory>>();
  queries.set(context, ofRequest);
  const query = ofRequest.get(key) ?? {
    find: (_db: Queryable, goodsIds: readonly string[]) => historiesOf(context, goodsIds, args),
    keyOf: (history: GoodsHistory) => history.goodsId,
  };
  ofRequest.set(key, query);
  return context.load(query, goodsId);
}

async function historiesOf(
  { db, now }: Context,
  goodsIds: readonly string[],
  args: HistoryArgs,
): Promise<GoodsHistory[]> {
  const asKnownAt = args.asKnownAt ?? null;
  const asOf = args.asOf ?? asKnownAt ?? now();
  if (asKnownAt === null) return withTimes(await tracesOf(db, goodsIds, asOf), { asOf, asKnownAt, knownThrough: null });
  if (asKnownAt > now()) throw new Refusal('BAD_USER_INPUT', '`asKnownAt` lies in the future.');

  await requireSealed(db, asKnownAt, now());
  const traces = await tracesFrom((wanted) => recordsKnownAt(db, wanted, asKnownAt), goodsIds, asOf);
  return withTimes(traces, { asOf, asKnownAt, knownThrough: await knownThrough(db, asKnownAt) });
}

function withTimes(traces: readonly Trace[], times: Omit<GoodsHistory, keyof Trace>): GoodsHistory[] {
  return traces.map((trace) => ({ ...times, ...trace }));
}

async function recordsKnownAt(db: Queryable, goodsIds: readonly string[], knownAt: Date): Promise<GoodsRecord[]> {
  const links = new Map(goodsIds.map((goodsId): [string, Link[]] => [goodsId, []]));
  for (const link of await linksKnownAt(db, goodsIds, knownAt)) links.get(link.goodsId)?.push(link);
  const doubtful = await goodsInConflictAt(db, goodsIds, knownAt);
  return [...links].map(([goodsId, ofGoods]) => ({ goodsId, links: ofGoods, inConflict: doubtful.has(goodsId) }));
}
