import { randomUUID } from 'node:crypto';

import { markAnswered, type Notification } from '../../notifications/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { tellProgress } from '../recall-progress.js';
import { insertAnswer } from './answer.query.js';
import type { ReadAnswer } from './read-answer.js';

/** Keeps what a recipient answered. They may answer again when they have counted again; the last answer stands. */
export async function recordAnswer(context: Context, notification: Notification, answer: ReadAnswer): Promise<void> {
  const { recallId, notificationId, partyKind, partyId } = notification;
  const answerId = randomUUID();
  const answeredAt = context.now();
  await context.db.transaction(async (tx) => {
    await insertAnswer(tx, { ...answer, answerId, recallId, notificationId, partyKind, partyId, answeredAt });
    await markAnswered(tx, notificationId, answeredAt);
    recordAudit(tx, context, {
      action: 'answerNotice',
      objectKind: 'notification',
      objectId: notificationId,
      detail: { recallId, answerId },
    });
  });
  tellProgress(context.events, recallId);
}
