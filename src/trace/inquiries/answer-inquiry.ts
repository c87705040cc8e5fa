import { randomUUID } from 'node:crypto';

import { requireSealed } from '../../movements/index.js';
import type { Service } from '../../platform/context.js';
import { isConnectionFailure, isStatementTimeout } from '../../platform/database/retry.js';
import { batchById } from '../../products/index.js';
import { type BatchWhereabouts, whereaboutsOfBatchAt } from '../batch-whereabouts.js';
import type { Progress } from '../progress.js';
import { type Claim, claimInquiry, endRun, noteProgress, renewLease } from './inquiry.query.js';

/** A run that was not heard of for so long has died. Its statements may take longer, so it is heard of beside them. */
const LEASE_MS = 60_000;
const STATEMENT_TIMEOUT_MS = 10 * 60_000;
/** After so many runs that nobody heard the end of, it is not the machine's fault. */
const MOST_ATTEMPTS = 3;

class Stopped extends Error {}

/** Answers the inquiry that has waited longest; false when none waits. Told to stop, it leaves its inquiry to another run. */
export async function answerInquiry(
  { db, now }: Pick<Service, 'db' | 'now'>,
  signal: AbortSignal,
  onFault: (error: unknown) => void = () => undefined,
  leaseMs = LEASE_MS,
): Promise<boolean> {
  const leaseUntil = () => new Date(now().getTime() + leaseMs);
  const claim = await claimInquiry(db, { token: randomUUID(), now: now(), leaseUntil: leaseUntil() });
  if (!claim) return false;
  if (claim.attempts > MOST_ATTEMPTS) {
    const failure = `It was begun ${MOST_ATTEMPTS} times, and none of these runs came to an end.`;
    await endRun(db, claim, { answer: null, failure, now: now() });
    return true;
  }
  const progress: Progress = async (done, total) => {
    if (signal.aborted) throw new Stopped();
    if (!(await noteProgress(db, claim, { done, total, leaseUntil: leaseUntil() }))) throw new Stopped();
  };
  const heartbeat = setInterval(() => {
    // The next one may come through; if none does, another run takes over.
    renewLease(db, claim, leaseUntil()).catch(() => undefined);
  }, leaseMs / 3);
  try {
    const answer = await answerTo({ db, now }, claim, progress);
    await endRun(db, claim, { answer, failure: null, now: now() });
  } catch (error) {
    if (!(error instanceof Stopped) && !isConnectionFailure(error)) onFault(error);
    const stopped = error instanceof Stopped;
    await endRun(db, claim, { answer: null, failure: reasonOf(error, claim), stopped, now: now() });
  } finally {
    clearInterval(heartbeat);
  }
  return true;
}

async function answerTo(
  { db, now }: Pick<Service, 'db' | 'now'>,
  { inquiry }: Claim,
  progress: Progress,
): Promise<BatchWhereabouts> {
  const [batch] = await batchById.find(db, [inquiry.batchId]);
  if (!batch) throw new Error('The batch is gone.');
  if (inquiry.asKnownAt) await requireSealed(db, inquiry.asKnownAt, now());
  return db.transaction((tx) => whereaboutsOfBatchAt(tx, batch, inquiry, progress), {
    snapshot: true,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
}

/** Why there is no answer; null when another run may find one. */
function reasonOf(error: unknown, { attempts }: Claim): string | null {
  if (isStatementTimeout(error)) return 'It took longer than even an inquiry may.';
  if (error instanceof Stopped || isConnectionFailure(error) || attempts < MOST_ATTEMPTS) return null;
  return 'It could not be answered; the log says why.';
}
