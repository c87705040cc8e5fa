import type { Queryable } from '../../platform/database/database.js';
import type { AttemptReport } from '../notification.js';
import type { Claimed } from './claim.query.js';
import type { NextStep } from './retry.rules.js';

/**
 * Writes an attempt's result once, and the notification's state if it still is this dispatcher's to write (the recipient may
 * have answered meanwhile). False: the dispatcher had been taken for dead, and the attempt has a result already.
 */
export async function recordResult(
  db: Queryable,
  claimed: Claimed,
  { result, reply }: AttemptReport,
  step: NextStep,
  now: Date,
): Promise<boolean> {
  const [recorded] = await db.rows(
    'record_attempt_result',
    `
    with moved as (
      update notification
      set state = $5, state_at = $8, state_reason = $10, due_at = $6, failures = $7, claim_token = null, lease_until = null
      where notification.lane = $1 and notification.notification_id = $2 and notification.claim_token = $4
    )
    update notification_attempt as attempt
    set result = $9, reply = $10, finished_at = $8
    where attempt.lane = $1 and attempt.notification_id = $2 and attempt.attempt_no = $3
      and attempt.claim_token = $4 and attempt.result is null
    returning attempt.attempt_no
    `,
    [
      claimed.lane,
      claimed.notificationId,
      claimed.attempts,
      claimed.claimToken,
      step.state,
      step.dueAt,
      step.failures,
      now,
      result,
      reply,
    ],
  );
  return recorded !== undefined;
}

/**
 * Keeps what a dispatcher reports that was taken for dead. If the message turns out to have been accepted, and has not been
 * sent again yet, it need not be.
 */
export async function recordLateResult(
  db: Queryable,
  claimed: Claimed,
  { result, reply }: AttemptReport,
  now: Date,
): Promise<void> {
  await db.rows(
    'record_late_attempt_result',
    `
    with late as (
      update notification_attempt as attempt
      set late_result = $4, late_reply = $5, late_at = $6
      where attempt.lane = $1 and attempt.notification_id = $2 and attempt.attempt_no = $3
        and attempt.result = 'UNKNOWN' and attempt.late_at is null
      returning attempt.lane, attempt.notification_id, attempt.attempt_no
    )
    update notification
    set state = 'ACCEPTED', state_at = $6, state_reason = $5, due_at = null
    from late
    where notification.lane = late.lane and notification.notification_id = late.notification_id
      and notification.state = 'UNKNOWN' and notification.attempts = late.attempt_no and $4 = 'ACCEPTED'
    `,
    [claimed.lane, claimed.notificationId, claimed.attempts, result, reply, now],
  );
}
