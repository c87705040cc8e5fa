import type { Context } from '../../platform/context.js';
import { InvalidText } from '../../platform/text.js';
import { moveRecall } from '../move-recall.js';
import { readReason } from '../read-reason.js';
import { recallReasonInvalid, recallRejected } from '../recall.outcomes.js';
import { NOT_SUBMITTED } from './update-recall.js';

export interface RejectRecall {
  readonly recallId: string;
  readonly reason: string;
}

/** Sends it back to its authors; an approval given before is void. */
export async function rejectRecall(context: Context, { recallId, reason: raw }: RejectRecall) {
  const reason = readReason(raw);
  if (reason instanceof InvalidText) return recallReasonInvalid(reason.reason);

  return moveRecall(context, recallId, 'REJECT', async (_tx, _recall, make) =>
    recallRejected(await make({ changes: NOT_SUBMITTED, reason })),
  );
}
