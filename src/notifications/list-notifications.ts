import { maskEmail } from '../platform/access/mask.js';
import type { Context } from '../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import type { Notification } from './notification.js';
import { findNotifications, findWorkQueue, type NotificationFilter } from './notification.query.js';
import { emailsOf } from './recipient-email.js';

/** A page of a recall's notifications. */
export function listNotifications(
  context: Context,
  filter: NotificationFilter,
  page: PageArgs,
): Promise<Connection<Notification>> {
  return pageOf(context, page, {
    scope: `notifications ${JSON.stringify(filter)}`,
    find: (limit, after) => findNotifications(context.db, filter, limit, after),
    keyOf: ({ wave, notificationId }) => [wave, notificationId],
  });
}

/** A page of what people have to do. */
export function listWorkQueue(context: Context, page: PageArgs): Promise<Connection<Notification>> {
  return pageOf(context, page, {
    scope: 'notification work queue',
    find: (limit, after) => findWorkQueue(context.db, limit, after),
    keyOf: ({ stateAt, notificationId }) => [stateAt.toISOString(), notificationId],
  });
}

/** Where a notification would go now, as far as this actor may know. */
export async function readEmail(
  { load, actor }: Context,
  { partyKind, partyId }: Notification,
): Promise<string | null> {
  const email = (await load(emailsOf[partyKind], partyId))?.email ?? null;
  return email !== null && actor.role !== 'QUALITY' ? maskEmail(email) : email;
}
