import type { Queryable } from '../../platform/database/database.js';
import type { Notification } from '../notification.js';
import { NOTIFICATION_COLUMNS } from '../notification.columns.js';
import { RETRY_MINUTES } from './retry.rules.js';

/** A notification that this dispatcher may send, until its lease runs out. */
export interface Claimed extends Notification {
  readonly failures: number;
  /** Whoever holds another token than the row's has been taken for dead, and may not write its state. */
  readonly claimToken: string;
}

/** Where something is due that nobody paused. */
export async function lanesWithWork(db: Queryable, now: Date): Promise<number[]> {
  const lanes = await db.rows<{ lane: number }>(
    'lanes_with_work',
    `
    select notification.lane
    from notification
    where notification.state in ('QUEUED', 'UNKNOWN') and notification.due_at <= $1
      and not exists (select from sending_pause where sending_pause.recall_id = notification.recall_id)
    group by notification.lane
    `,
    [now],
  );
  return lanes.map(({ lane }) => lane);
}

export interface Claim {
  readonly lane: number;
  readonly token: string;
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly answerableUntil: Date;
}

/**
 * Takes the lane's next notification, and writes the attempt before anyone calls the mail server: a process that dies
 * then leaves a row that says so. Another dispatcher skips what this one is just taking.
 */
export async function claimNext(db: Queryable, claim: Claim): Promise<Claimed | null> {
  const [claimed] = await db.rows<Claimed>(
    'claim_next_notification',
    `
    with next as (
      select notification.notification_id, notification.state = 'UNKNOWN' as doubtful
      from notification
      where notification.lane = $1 and notification.state in ('QUEUED', 'UNKNOWN') and notification.due_at <= $3
        and not exists (select from sending_pause where sending_pause.recall_id = notification.recall_id)
      order by notification.due_at
      limit 1
      for update skip locked
    ),
    claimed as (
      update notification
      set state = 'SENDING', state_at = $3, state_reason = null, due_at = null, claim_token = $2, lease_until = $4,
        attempts = notification.attempts + 1,
        possible_duplicate = notification.possible_duplicate or next.doubtful,
        answerable_until = $5
      from next
      where notification.lane = $1 and notification.notification_id = next.notification_id
      returning notification.*
    ),
    attempt as (
      insert into notification_attempt (lane, notification_id, attempt_no, claim_token, started_at, possible_duplicate)
      select claimed.lane, claimed.notification_id, claimed.attempts, claimed.claim_token, claimed.state_at,
        claimed.possible_duplicate
      from claimed
      on conflict (lane, notification_id, attempt_no) do nothing
    )
    select ${NOTIFICATION_COLUMNS}, notification.claim_token as "claimToken"
    from claimed as notification
    `,
    [claim.lane, claim.token, claim.now, claim.leaseUntil, claim.answerableUntil],
  );
  return claimed ?? null;
}

/**
 * Who was sending and has not reported until the lease ended is taken for dead. Nobody knows whether the message went out:
 * its state says so, and it is sent again at once with the same Message-ID, flagged. What kills its sender every time ends
 * up with a person, like everything that fails to the end of the schedule.
 */
export async function giveUpExpiredLeases(db: Queryable, now: Date): Promise<string[]> {
  const expired = await db.rows<{ recallId: string }>(
    'give_up_expired_leases',
    `
    with expired as (
      update notification
      set state = case when notification.failures < $2 then 'UNKNOWN' else 'EXPIRED' end,
        due_at = case when notification.failures < $2 then $1::timestamptz end,
        state_at = $1, state_reason = $3, failures = notification.failures + 1, claim_token = null, lease_until = null
      where notification.state = 'SENDING' and notification.lease_until < $1
      returning notification.lane, notification.notification_id, notification.attempts, notification.recall_id
    ),
    attempt as (
      update notification_attempt as attempt
      set result = 'UNKNOWN', reply = $3, finished_at = $1
      from expired
      where attempt.lane = expired.lane and attempt.notification_id = expired.notification_id
        and attempt.attempt_no = expired.attempts and attempt.result is null
    )
    select distinct expired.recall_id as "recallId" from expired
    `,
    [now, RETRY_MINUTES.length, 'The sender stopped before it reported.'],
  );
  return expired.map(({ recallId }) => recallId);
}
