import { goodsInConflict, type Link } from '../movements/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { Place, Step } from './journey.js';
import type { Journeys } from './journeys.js';
import { loadJourneys } from './load-journeys.js';

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

/** The traces of many goods at once: a statement for their links and one for each level of packing. */
export const traceByGoods: BatchQuery<Trace> = {
  find: (db, goodsIds) => tracesOf(db, goodsIds, new Date()),
  keyOf: ({ goodsId }) => goodsId,
};

export async function tracesOf(db: Queryable, goodsIds: readonly string[], until: Date): Promise<Trace[]> {
  const journeys = await loadJourneys(db, goodsIds, until);
  const traces = goodsIds.map((goodsId) => traceOf(goodsId, journeys));
  const involved = new Set(
    traces.flatMap(({ goodsId, steps }) => [goodsId, ...steps.flatMap(({ viaId }) => viaId ?? [])]),
  );
  const doubtful = await goodsInConflict(db, [...involved]);
  return traces.map((trace) => ({
    ...trace,
    openConflict: doubtful.has(trace.goodsId) || trace.steps.some(({ viaId }) => viaId !== null && doubtful.has(viaId)),
  }));
}

function traceOf(goodsId: string, journeys: Journeys): Trace {
  const steps = journeys.stepsOf(goodsId);
  return {
    goodsId,
    steps,
    place: journeys.placeOf(goodsId),
    containerIds: journeys.containersOf(goodsId),
    batchIds: batchesIn(steps.map(({ link }) => link)),
    openConflict: false,
  };
}

/** The first that was said comes first; a second one is a contradiction. */
function batchesIn(links: readonly Link[]): string[] {
  return [...new Set(links.flatMap(({ batchId }) => batchId ?? []))];
}
