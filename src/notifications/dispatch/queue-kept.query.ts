import type { Transaction } from '../../platform/database/database.js';
import { INTERNAL_FIRST_MS } from '../freeze-notifications.js';

/** Sends what a recall kept for want of a mail server, to the company's own people first. Answers how many go out. */
export async function queueKept(tx: Transaction, recallId: string, now: Date): Promise<number> {
  const queued = await tx.rows(
    'queue_kept_notifications',
    `
    update notification
    set state = 'QUEUED', state_at = $2, state_reason = null, failures = 0,
      due_at = case when notification.wave like 'INTERNAL%' then $2::timestamptz else $3::timestamptz end
    where notification.recall_id = $1 and notification.state = 'KEPT'
    returning notification.notification_id
    `,
    [recallId, now, new Date(now.getTime() + INTERNAL_FIRST_MS)],
  );
  return queued.length;
}
