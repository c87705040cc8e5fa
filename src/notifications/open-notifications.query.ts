import type { Queryable } from '../platform/database/database.js';
import { IN_SENDING, NEEDS_A_PERSON, type NotificationState } from './notification.rules.js';

/**
 * How many notifications are being sent, and how many wait for a person. Counted in the indexes of exactly
 * these, so it costs what is open and not what was ever sent.
 */
export async function openNotifications(db: Queryable): Promise<Map<NotificationState, number>> {
  const rows = await db.rows<{ state: NotificationState; count: number }>(
    'open_notifications',
    `
    select waiting.state, count(*) as count
    from notification as waiting where waiting.state in ('QUEUED', 'UNKNOWN') group by waiting.state
    union all
    select 'SENDING', count(*) from notification as leased where leased.state = 'SENDING'
    union all
    select undone.state, count(*)
    from notification as undone where undone.state in ('MANUAL', 'BOUNCED', 'EXPIRED') group by undone.state
    `,
  );
  const counts = new Map([...IN_SENDING, ...NEEDS_A_PERSON].map((state) => [state, 0]));
  for (const { state, count } of rows) counts.set(state, count);
  return counts;
}
