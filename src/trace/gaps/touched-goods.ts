import type { Queryable } from '../../platform/database/database.js';
import { emptiedContainersOf } from './gap-watch.query.js';
import {
  batchesEverIn,
  batchesOfUnitsUsedUp,
  type Captures,
  childrenTouched,
  goodsInConflictsOf,
  goodsWithoutEvidence,
  movementsTouchedBy,
  type TouchingMovement,
} from './touched-goods.query.js';

/** Before anything that can be recorded. */
const EVER = new Date('0001-01-01T00:00:00Z');

/**
 * All goods whose gaps may be others than before because of these captures: what their movements and corrections name, and of
 * what is in containers that they name, what was scanned by itself since or has a gap that may be filled now. The rest of
 * what is on a pallet has no scan that the pallet's new one could explain or contradict, and is left alone.
 */
export async function goodsTouchedBy(db: Queryable, captures: Captures): Promise<string[]> {
  const movements = await movementsTouchedBy(db, captures);
  const named = namedSince(movements);
  const ofContents = await contentsTouched(db, named);
  const emptied = await emptiedContainersOf(db, [...named.keys()]);
  return [
    ...new Set([
      ...named.keys(),
      ...ofContents,
      ...emptied,
      ...movements.flatMap(({ batchIds }) => batchIds),
      ...(await batchesOfUnitsUsedUp(db, [...named.keys()])),
      ...(await batchesEverIn(db, movements.flatMap(containerEmptied))),
      ...(await goodsInConflictsOf(db, captures)),
      ...(await goodsWithoutEvidence(db, captures)),
    ]),
  ];
}

/** An emptying names no batch, and what is where of those in it is another then. */
function containerEmptied({ kind, containerId, goodsIds, batchIds }: TouchingMovement): string[] {
  return kind === 'unpack' && containerId !== null && goodsIds.length + batchIds.length === 0 ? [containerId] : [];
}

/** Units and logistic units that are named, each with the time from which on what is known of it may be another. */
function namedSince(movements: readonly TouchingMovement[]): Map<string, Date> {
  const named = new Map<string, Date>();
  for (const movement of movements) {
    const { goodsIds, containerId, occurredAt, isVoided } = movement;
    for (const goodsId of goodsIds) lower(named, goodsId, isVoided || changesPacking(movement) ? EVER : occurredAt);
    // A container that is emptied is named by nothing else; all that was in it is in it no longer.
    if (containerId !== null) lower(named, containerId, isVoided || goodsIds.length === 0 ? EVER : occurredAt);
  }
  return named;
}

/** What is in goods that change their container goes with them, and later scans of that container are its own too. */
function changesPacking({ kind }: TouchingMovement): boolean {
  return kind === 'pack' || kind === 'unpack' || kind === 'transform';
}

/** Goes down through containers, set by set; each is met again only for an earlier time. */
async function contentsTouched(db: Queryable, named: ReadonlyMap<string, Date>): Promise<Set<string>> {
  const touched = new Set<string>();
  const met = new Map(named);
  let level = new Map(named);
  while (level.size > 0) {
    const below = new Map<string, Date>();
    for (const { childId, since, wasScannedSince, hasOpenGap } of await childrenTouched(db, [...level])) {
      if (wasScannedSince || hasOpenGap) touched.add(childId);
      if (lower(met, childId, since)) lower(below, childId, since);
    }
    level = below;
  }
  return touched;
}

/** Whether it was not there, or with a later time. */
function lower(times: Map<string, Date>, goodsId: string, since: Date): boolean {
  const known = times.get(goodsId);
  if (known && known <= since) return false;
  times.set(goodsId, since);
  return true;
}
