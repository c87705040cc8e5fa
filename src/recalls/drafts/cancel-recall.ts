import type { Context } from '../../platform/context.js';
import { InvalidText } from '../../platform/text.js';
import { moveRecall } from '../move-recall.js';
import { readReason } from '../read-reason.js';
import { recallReasonInvalid, recallCancelled } from '../recall.outcomes.js';

export interface CancelRecall {
  readonly recallId: string;
  readonly reason: string;
}

/** Gives up a recall that was never launched; one that was is closed. */
export async function cancelRecall(context: Context, { recallId, reason: raw }: CancelRecall) {
  const reason = readReason(raw);
  if (reason instanceof InvalidText) return recallReasonInvalid(reason.reason);

  return moveRecall(context, recallId, 'CANCEL', async (_tx, _recall, make) => recallCancelled(await make({ reason })));
}
