import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { isUuid } from '../platform/uuid.js';
import { answerTokenHash } from './answer-token.js';
import type { Attempt, Notification } from './notification.js';
import { NOTIFICATION_COLUMNS } from './notification.columns.js';
import { laneOf } from './notification-id.js';
import type { NotificationState } from './notification.rules.js';

export const notificationById: BatchQuery<Notification> = {
  find(db, ids) {
    const known = ids.filter(isUuid);
    return db.rows<Notification>(
      'notifications_by_id',
      `
      select ${NOTIFICATION_COLUMNS}
      from notification
      where notification.lane = any($1::smallint[]) and notification.notification_id = any($2::uuid[])
      `,
      [[...new Set(known.map(laneOf))], known],
    );
  },
  keyOf: ({ notificationId }) => notificationId,
};

export async function findNotification(db: Queryable, notificationId: string): Promise<Notification | null> {
  const [found] = await notificationById.find(db, [notificationId]);
  return found ?? null;
}

/** The notification whose link someone opened; null for a token that was never made, and for one that is too old. */
export async function findByToken(db: Queryable, token: string, now: Date): Promise<Notification | null> {
  const [found] = await db.rows<Notification>(
    'notification_by_link',
    `
    select ${NOTIFICATION_COLUMNS}
    from notification
    where notification.link_hash = $1 and notification.answerable_until > $2
    `,
    [answerTokenHash(token), now],
  );
  return found ?? null;
}

export interface NotificationFilter {
  readonly recallId: string;
  /** Null: any. */
  readonly states: readonly NotificationState[] | null;
  readonly wave: string | null;
}

export async function findNotifications(
  db: Queryable,
  { recallId, states, wave }: NotificationFilter,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Notification[]> {
  if (!isUuid(recallId)) return [];
  return db.rows<Notification>(
    'notifications_of_recall',
    `
    select ${NOTIFICATION_COLUMNS}
    from notification
    where notification.recall_id = $1
      and ($2::text[] is null or notification.state = any($2))
      and ($3::text is null or notification.wave = $3)
      and ($4::text is null or (notification.wave, notification.notification_id) > ($4, $5::uuid))
    order by notification.wave, notification.notification_id
    limit $6
    `,
    [recallId, states, wave, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** What people have to do, over all recalls, longest waiting first. */
export function findWorkQueue(
  db: Queryable,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Notification[]> {
  return db.rows<Notification>(
    'notifications_that_need_a_person',
    `
    select ${NOTIFICATION_COLUMNS}
    from notification
    where notification.state in ('MANUAL', 'BOUNCED', 'EXPIRED')
      and ($1::timestamptz is null or (notification.state_at, notification.notification_id) > ($1, $2::uuid))
    order by notification.state_at, notification.notification_id
    limit $3
    `,
    [after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export interface AttemptsOfNotification {
  readonly notificationId: string;
  readonly attempts: readonly Attempt[];
}

export const attemptsOfNotification: BatchQuery<AttemptsOfNotification> = {
  async find(db, ids) {
    const attempts = await db.rows<Attempt>(
      'attempts_of_notifications',
      `
      select attempt.notification_id as "notificationId", attempt.attempt_no as number, attempt.started_at as "startedAt",
        attempt.finished_at as "finishedAt", attempt.result, attempt.reply,
        attempt.possible_duplicate as "possibleDuplicate",
        attempt.late_result as "lateResult", attempt.late_reply as "lateReply"
      from notification_attempt as attempt
      where attempt.lane = any($1::smallint[]) and attempt.notification_id = any($2::uuid[])
      order by attempt.notification_id, attempt.attempt_no
      `,
      [[...new Set(ids.map(laneOf))], ids],
    );
    const byNotification = new Map<string, Attempt[]>(ids.map((id) => [id, []]));
    for (const attempt of attempts) byNotification.get(attempt.notificationId)?.push(attempt);
    return [...byNotification].map(([notificationId, found]) => ({ notificationId, attempts: found }));
  },
  keyOf: ({ notificationId }) => notificationId,
};
