import { setTimeout as sleep } from 'node:timers/promises';

import type { Database } from '../platform/database/database.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { capturesUnderWay } from './captures-under-way.query.js';

const PAUSE_MS = 20;
/** Longer than PostgreSQL lets a transaction of ours idle; one that is under way still is stuck. */
const PATIENCE_MS = 20_000;
const STUCK =
  'Movements that are being recorded do not come to an end; what has to wait for them was not done. Try again shortly.';

/**
 * Returns once every capture that is under way now is over. What begins meanwhile is not waited for: it sees whatever was
 * committed before this was called. So a rule written first and followed by this holds for every capture: it saw the
 * rule, or its movements can be seen.
 */
export async function awaitCaptures(db: Database, patienceMs = PATIENCE_MS): Promise<void> {
  const giveUp = performance.now() + patienceMs;
  let waitedFor = await capturesUnderWay(db);
  while (waitedFor.size > 0) {
    if (performance.now() > giveUp) {
      throw new Refusal('UNAVAILABLE', STUCK);
    }
    await sleep(PAUSE_MS);
    const underWay = await capturesUnderWay(db);
    waitedFor = new Set([...waitedFor].filter((transaction) => underWay.has(transaction)));
  }
}
