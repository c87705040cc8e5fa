import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { InvalidText, readParagraphs } from '../platform/text.js';
import { moveNotification } from './move-notification.query.js';
import {
  noteInvalid,
  notificationCannotBecome,
  notificationSettled,
  notificationUnknown,
} from './notification.outcomes.js';
import { findNotification } from './notification.query.js';

/** What a person can say of a notification. */
export const SETTLEMENT = {
  CONTACTED: 'CONTACTED',
  BOUNCED: 'BOUNCED',
  SUPPRESSED: 'SUPPRESSED',
} as const;
export type Settlement = keyof typeof SETTLEMENT;

export interface SettleNotification {
  readonly notificationId: string;
  readonly as: Settlement;
  readonly note: string;
}

const LONGEST_NOTE = 500;

/** Takes a person's word for what became of a notification: phoned, bounced after all, not to be told. */
export async function settleNotification(context: Context, input: SettleNotification) {
  const { notificationId, as } = input;
  const note = readParagraphs(input.note, LONGEST_NOTE);
  if (note instanceof InvalidText) return noteInvalid(note.reason);

  return context.db.transaction(async (tx) => {
    const moved = await moveNotification(tx, { notificationId, to: as, reason: note, now: context.now() });
    const notification = await findNotification(tx, notificationId);
    if (!notification) return notificationUnknown(notificationId);
    if (!moved) return notificationCannotBecome(notification, as);

    recordAudit(tx, context, {
      action: 'settleNotification',
      objectKind: 'notification',
      objectId: notificationId,
      reason: note,
      detail: { recallId: notification.recallId, as },
    });
    return notificationSettled(notification);
  });
}
