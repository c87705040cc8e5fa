import { progressOf } from '../../notifications/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { InvalidText } from '../../platform/text.js';
import { onwardUnknown } from '../answers/onward-unknown.js';
import { moveRecall } from '../move-recall.js';
import { readReason } from '../read-reason.js';
import type { Recall } from '../recall.js';
import { buyersUnknown, notificationsOpen, recallClosed, recallReasonInvalid, waveOpen } from '../recall.outcomes.js';
import { recallById } from '../recall.query.js';
import { isMock, OPEN_STATUSES } from '../recall.rules.js';
import { followRecall } from '../waves/follow-recalls.job.js';
import { openProposalByRecall } from '../waves/wave-proposal.query.js';

export interface CloseRecall {
  readonly recallId: string;
  readonly summary: string;
  /** To close it although nobody knows to whom some customers sold goods on; the summary says why. */
  readonly despiteUnknownBuyers?: boolean;
}

/**
 * Ends a recall once everyone was told, and releases its holds: closing says that the goods are accounted for. While
 * someone is still to be told, by what is known at this moment, it is refused, and that it was tried is on record. Nobody has told
 * the buyers that a customer did not name; that they never can be is for a person to say.
 */
export async function closeRecall(context: Context, { recallId, summary: raw, despiteUnknownBuyers }: CloseRecall) {
  const summary = readReason(raw);
  if (summary instanceof InvalidText) return recallReasonInvalid(summary.reason);

  const followed = await followIfOpen(context, recallId);
  const sellers = followed ? (await onwardUnknown(context, recallId)).length : 0;
  return moveRecall(context, recallId, 'CLOSE', async (tx, recall, make) => {
    const isLeftOpen = sellers > 0 && despiteUnknownBuyers !== true;
    const open = (await whatIsOpen(tx, context, recall)) ?? (isLeftOpen ? unknownBuyers(recall, sellers) : null);
    if (!open) {
      const detail = { customersWithUnknownBuyers: sellers };
      return recallClosed(await make({ changes: { closedAt: context.now() }, reason: summary, detail }));
    }

    recordAudit(tx, context, {
      action: 'closeRecall',
      objectKind: 'recall',
      objectId: recall.id,
      reason: summary,
      detail: { refused: open.answer.outcome, ...open.detail },
    });
    return open.answer;
  });
}

/** Whom it reaches by what is known at this moment; again, while somebody moves it meanwhile. Whether it is one that reaches anyone. */
async function followIfOpen(context: Context, recallId: string): Promise<boolean> {
  const [recall] = await recallById.find(context.db, [recallId]);
  if (!recall || !OPEN_STATUSES.includes(recall.status) || isMock(recall)) return false;
  return (await followRecall(context, recall)) || followIfOpen(context, recallId);
}

async function whatIsOpen(tx: Transaction, context: Context, recall: Recall) {
  const [proposed] = await openProposalByRecall.find(tx, [recall.id]);
  if (proposed) return { answer: waveOpen(recall), detail: { wave: proposed.wave } };

  const { onTheirWay, needAPerson, missing } = await progressOf(tx, recall.id, context.now());
  const open = { onTheirWay, needAPerson, missing };
  return onTheirWay + needAPerson + missing === 0 ? null : { answer: notificationsOpen(recall, open), detail: open };
}

function unknownBuyers(recall: Recall, customers: number) {
  return { answer: buyersUnknown(recall, customers), detail: { customers } };
}
