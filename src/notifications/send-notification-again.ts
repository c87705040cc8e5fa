import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { moveNotification } from './move-notification.query.js';
import { notificationCannotBecome, notificationQueued, notificationUnknown } from './notification.outcomes.js';
import { findNotification } from './notification.query.js';

/** Tries a notification by e-mail once more, for instance when the address has been corrected: the schedule begins anew. */
export async function sendNotificationAgain(context: Context, notificationId: string) {
  return context.db.transaction(async (tx) => {
    const moved = await moveNotification(tx, { notificationId, to: 'QUEUED', reason: null, now: context.now() });
    const notification = await findNotification(tx, notificationId);
    if (!notification) return notificationUnknown(notificationId);
    if (!moved) return notificationCannotBecome(notification, 'QUEUED');

    recordAudit(tx, context, {
      action: 'sendNotificationAgain',
      objectKind: 'notification',
      objectId: notificationId,
      detail: { recallId: notification.recallId },
    });
    return notificationQueued(notification);
  });
}
