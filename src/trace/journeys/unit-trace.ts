import type { Link } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';
import type { Place, Step } from './journey.js';
import { type GoodsRecord, recordOfGoods } from './journey-links.query.js';
import type { Journeys } from './journeys.js';
import { JourneyReader } from './load-journeys.js';

/** Everything that is known of one unit or logistic unit, read together. */
export interface Trace {
  readonly goodsId: string;
  /** Oldest first. */
  readonly steps: readonly Step[];
  readonly place: Place;
  /** The containers it is in, the nearest first. */
  readonly containerIds: readonly string[];
  /** Every batch that a movement said it is of. */
  readonly batchIds: readonly string[];
  /** Whether records of it contradict each other and wait for a decision. */
  readonly openConflict: boolean;
}

/** Where goods are, and whether that is in doubt. */
export function placeIn({ place, openConflict }: Trace) {
  return { ...place, disputed: openConflict };
}

const queries = new WeakMap<Context, BatchQuery<Trace>>();

/**
 * The trace of one unit or logistic unit as of the request's time; all that are asked for at once are read together, by a
 * statement for them and one for each level of packing.
 */
export function loadTrace(context: Context, goodsId: string): Promise<Trace | null> {
  let query = queries.get(context);
  if (!query) {
    query = { find: (db, goodsIds) => tracesOf(db, goodsIds, context.now()), keyOf: (trace) => trace.goodsId };
    queries.set(context, query);
  }
  return context.load(query, goodsId);
}

export function tracesOf(db: Queryable, goodsIds: readonly string[], until: Date): Promise<Trace[]> {
  return tracesFrom((wanted) => recordOfGoods.find(db, wanted), goodsIds, until);
}

/** Traces by what `read` answers of goods and of the containers they were in. */
export async function tracesFrom(
  read: (goodsIds: readonly string[]) => Promise<readonly GoodsRecord[]>,
  goodsIds: readonly string[],
  until: Date,
): Promise<Trace[]> {
  const doubtful = new Set<string>();
  const reader = new JourneyReader(until, async (wanted) => {
    const records = await read(wanted);
    for (const { goodsId, inConflict } of records) if (inConflict) doubtful.add(goodsId);
    return new Map(records.map(({ goodsId, links }) => [goodsId, links]));
  });
  const journeys = await reader.read(goodsIds);
  return goodsIds.map((goodsId) => traceOf(goodsId, journeys, doubtful));
}

function traceOf(goodsId: string, journeys: Journeys, doubtful: ReadonlySet<string>): Trace {
  const steps = journeys.stepsOf(goodsId);
  return {
    goodsId,
    steps,
    place: journeys.placeOf(goodsId),
    containerIds: journeys.containersOf(goodsId),
    // What was said of its container is not said of it: a part is of another batch than the unit it is built into.
    batchIds: batchesIn(steps.flatMap(({ link, viaId }) => (viaId === null ? link : []))),
    openConflict: doubtful.has(goodsId) || steps.some(({ viaId }) => viaId !== null && doubtful.has(viaId)),
  };
}

/** The first that was said comes first; a second one is a contradiction. */
function batchesIn(links: readonly Link[]): string[] {
  return [...new Set(links.flatMap(({ batchId }) => batchId ?? []))];
}
