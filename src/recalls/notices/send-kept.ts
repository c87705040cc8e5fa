import { queueKept } from '../../notifications/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { openRecalls } from '../open-scopes.js';

/**
 * Sends what open recalls kept while there was no mail server: done when a Retrace starts that has one. What a closed
 * recall kept stays where it is. Answers how many notices go out.
 */
export async function sendKept(context: Context): Promise<number> {
  let sent = 0;
  for (const { id: recallId } of await openRecalls(context.db)) {
    sent += await context.db.transaction(async (tx) => {
      const notifications = await queueKept(tx, recallId, context.now());
      if (notifications > 0) {
        recordAudit(tx, context, {
          action: 'sendKept',
          objectKind: 'recall',
          objectId: recallId,
          detail: { notifications },
        });
      }
      return notifications;
    });
  }
  return sent;
}
