import { pauseSending, resumeSending } from '../../notifications/index.js';
import type { Context } from '../../platform/context.js';
import { moveRecall } from '../move-recall.js';
import { sendingPaused, sendingResumed } from '../recall.outcomes.js';

/** The kill switch: from now on nothing of this recall is handed to the mail server. */
export function pauseRecall(context: Context, recallId: string) {
  return moveRecall(context, recallId, 'PAUSE', async (tx, recall, make) => {
    await pauseSending(tx, recall.id, context.actor.id, context.now());
    return sendingPaused(await make());
  });
}

export function resumeRecall(context: Context, recallId: string) {
  return moveRecall(context, recallId, 'RESUME', async (tx, recall, make) => {
    await resumeSending(tx, recall.id);
    return sendingResumed(await make());
  });
}
