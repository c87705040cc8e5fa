import type { Context } from '../../platform/context.js';
import { moveRecall } from '../move-recall.js';
import { approvalRefused, recallApproved } from '../recall.outcomes.js';
import { obstacleToApproval } from '../recall.rules.js';

export interface ApproveRecall {
  readonly recallId: string;
  /** The hash that stood beside what the approver saw. */
  readonly approvalHash: string;
}

/** The second person's word, for exactly what they saw. */
export function approveRecall(context: Context, { recallId, approvalHash }: ApproveRecall) {
  return moveRecall(context, recallId, 'APPROVE', async (_tx, recall, make) => {
    const obstacle = obstacleToApproval(recall, context.actor.id, approvalHash);
    if (obstacle) return approvalRefused(recall, obstacle);

    const approved = await make({
      changes: { approvedBy: context.actor.id, approvedHash: approvalHash },
      detail: { approvalHash },
    });
    return recallApproved(approved);
  });
}
