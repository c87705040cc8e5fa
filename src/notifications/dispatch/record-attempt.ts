import type { AttemptReport } from '../notification.js';
import { internalOnesAwaitAnAttempt, releaseWaitingWaves } from '../freeze.query.js';
import { isInternal } from '../freeze-notifications.js';
import type { Claimed } from './claim.query.js';
import type { Dispatch } from './dispatch.js';
import { clearOutage, recordOutage } from './outage.query.js';
import { recordLateResult, recordResult } from './record.query.js';
import { stepAfter } from './retry.rules.js';

/** Writes down what became of an attempt, and what follows from it: for this notification, its recall, and the mail server. */
export async function recordAttempt(dispatch: Dispatch, claimed: Claimed, report: AttemptReport): Promise<void> {
  const { service, announce } = dispatch;
  const { db } = service;
  const now = service.now();
  const step = stepAfter(report.result, claimed.failures, now, Math.random());

  const inTime = await recordResult(db, claimed, report, step, now);
  if (!inTime) await recordLateResult(db, claimed, report, now);

  if (isInternal(claimed.wave) && !(await internalOnesAwaitAnAttempt(db, claimed.recallId))) {
    await releaseWaitingWaves(db, claimed.recallId, now);
  }
  announce(claimed.recallId);
  await noteServer(dispatch, report);
}

/** Lets the breaker know, and everyone who asks why nothing is being sent. */
async function noteServer({ service, breaker, log }: Dispatch, { result, reply }: AttemptReport): Promise<void> {
  const wasOpen = breaker.isOpen;
  switch (result) {
    case 'NO_ADDRESS':
    case 'NOT_WRITTEN':
      breaker.withdraw();
      return;
    case 'UNAVAILABLE':
    case 'UNKNOWN':
      breaker.failed(service.now());
      if (!breaker.isOpen) return;
      if (!wasOpen)
        log.error({ reply }, 'The mail server cannot be used. Sending waits, and asks it from time to time.');
      await recordOutage(service.db, reply, service.now());
      return;
    case 'ACCEPTED':
    case 'KEPT':
    case 'BOUNCED':
    case 'DEFERRED':
      breaker.succeeded();
      if (!wasOpen) return;
      log.info('The mail server is back.');
      await clearOutage(service.db);
  }
}
