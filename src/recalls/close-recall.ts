import { progressOf } from '../notifications/index.js';
import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { InvalidText } from '../platform/text.js';
import { moveRecall } from './move-recall.js';
import { readReason } from './read-reason.js';
import { notificationsOpen, recallReasonInvalid, recallClosed } from './recall.outcomes.js';

export interface CloseRecall {
  readonly recallId: string;
  readonly summary: string;
}

/**
 * Ends a recall once everyone was told, and releases its holds: closing says that the goods are accounted for. While
 * someone is still to be told it is refused, and that it was tried is on record.
 */
export async function closeRecall(context: Context, { recallId, summary: raw }: CloseRecall) {
  const summary = readReason(raw);
  if (summary instanceof InvalidText) return recallReasonInvalid(summary.reason);

  return moveRecall(context, recallId, 'CLOSE', async (tx, recall, make) => {
    const { onTheirWay, needAPerson, missing } = await progressOf(tx, recall.id, context.now());
    const open = { onTheirWay, needAPerson, missing };
    if (onTheirWay + needAPerson + missing > 0) {
      recordAudit(tx, context, {
        action: 'closeRecall',
        objectKind: 'recall',
        objectId: recall.id,
        reason: summary,
        detail: { refused: 'NotificationsOpen', ...open },
      });
      return notificationsOpen(recall, open);
    }
    return recallClosed(await make({ changes: { closedAt: context.now() }, reason: summary }));
  });
}
