import type { Transaction } from '../platform/database/database.js';
import { isUuid } from '../platform/uuid.js';
import { laneOf } from './notification-id.js';
import { type NotificationState, statesFromWhichPeopleReach } from './notification.rules.js';

interface Move {
  readonly notificationId: string;
  readonly to: NotificationState;
  readonly reason: string | null;
  readonly now: Date;
}

/**
 * Moves a notification by someone's word and not by an attempt, from any state that allows it. False: its state does not, or
 * there is none. An attempt that is under way loses the right to write the state, and still records its own result.
 */
export async function moveNotification(tx: Transaction, { notificationId, to, reason, now }: Move): Promise<boolean> {
  if (!isUuid(notificationId)) return false;
  const [moved] = await tx.rows(
    'move_notification',
    `
    update notification
    set state = $3, state_at = $5, state_reason = $6, claim_token = null, lease_until = null,
      due_at = case when $3 = 'QUEUED' then $5::timestamptz end,
      failures = case when $3 = 'QUEUED' then 0 else notification.failures end
    where notification.lane = $1 and notification.notification_id = $2 and notification.state = any($4::text[])
    returning notification.notification_id
    `,
    [laneOf(notificationId), notificationId, to, statesFromWhichPeopleReach(to), now, reason],
  );
  return moved !== undefined;
}

/** The recipient answered, through the link or to a person. False: they had already, or the notification does not exist. */
export function markAnswered(tx: Transaction, notificationId: string, now: Date): Promise<boolean> {
  return moveNotification(tx, { notificationId, to: 'ANSWERED', reason: null, now });
}
