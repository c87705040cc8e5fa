import type { Queryable } from '../../platform/database/database.js';
import type { Notification } from '../notification.js';
import { NOTIFICATION_COLUMNS } from '../notification.columns.js';

/** The messages that were kept last, for want of a mail server. */
export function findKept(db: Queryable, limit: number): Promise<Notification[]> {
  return db.rows<Notification>(
    'notifications_kept',
    `
    select ${NOTIFICATION_COLUMNS}
    from notification
    where exists (
      select from notification_attempt as attempt
      where attempt.lane = notification.lane and attempt.notification_id = notification.notification_id
        and attempt.result = 'KEPT'
    )
    order by notification.state_at desc, notification.notification_id
    limit $1
    `,
    [limit],
  );
}
