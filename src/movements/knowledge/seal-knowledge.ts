import type { Database } from '../../platform/database/database.js';
import { extendKnowledge, lockSeal, moveSeal, pendingCaptures, readSeal } from './knowledge.query.js';

/** As many captures as one transaction gives positions. */
const AT_ONCE = 5_000;

/**
 * # What was known when
 *
 * Movements have two clocks: when they occurred, by their senders, and when Retrace knew of them. The second is not the time
 * at which a request was recorded: a transaction that began first can commit last, and whoever asked in between did not see
 * it. So captures are sealed once they are committed: one after the other, each gets the next position and the instant
 * of the seal. `known at t` means sealed by t. Instants only grow and what is sealed never changes, so an answer as known
 * at t is the same whenever it is asked for, as long as the sequence has come to t before it is read.
 *
 * A capture is sealed within a second by `startSealing`, and before any answer as known at a time that is not sealed yet.
 */
export async function sealKnowledge(db: Database, now: Date): Promise<void> {
  while ((await sealSome(db, now)) === AT_ONCE);
}

/** Seals some of what is committed, and answers how many. */
function sealSome(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const before = await lockSeal(tx);
    const captureIds = await pendingCaptures(tx, AT_ONCE);
    // Clocks of processes differ, and one can be set back: the sequence goes on from where it is.
    const knownThrough = new Date(Math.max(now.getTime(), before.knownThrough.getTime() + 1));
    if (captureIds.length > 0) await extendKnowledge(tx, captureIds, { position: before.position, knownThrough });
    await moveSeal(tx, { position: before.position + captureIds.length, knownThrough });
    return captureIds.length;
  });
}

/** Whatever was known at `at` is sealed when this returns, and nothing can be added to it. */
export async function requireSealed(db: Database, at: Date, now: Date): Promise<void> {
  const { knownThrough } = await readSeal(db);
  if (knownThrough < at) await sealKnowledge(db, now);
}
