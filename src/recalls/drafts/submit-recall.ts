import type { Context } from '../../platform/context.js';
import { moveRecall } from '../move-recall.js';
import { recallChanged, recallInvalid, recallSubmitted } from '../recall.outcomes.js';
import { reachOf } from '../scope/reach.js';
import { EVALUATION_MS } from '../time-limits.js';
import { approvalHash } from './approval-hash.js';
import { missingForSubmission } from './read-recall.js';
import { saveSnapshot } from './scope-snapshot.query.js';

export interface SubmitRecall {
  readonly recallId: string;
  readonly expectedVersion: number;
}

/**
 * Puts the recall before a second person: whom it reaches is evaluated and kept, and everything the approval will bind
 * gets its hash.
 */
export function submitRecall(context: Context, { recallId, expectedVersion }: SubmitRecall) {
  return moveRecall(
    context,
    recallId,
    'SUBMIT',
    async (tx, recall, make) => {
      if (recall.version !== expectedVersion) return recallChanged(recall, expectedVersion);
      const missing = missingForSubmission(recall);
      if (missing.length > 0) return recallInvalid(missing);

      const reach = await reachOf(tx, recall.scope, context.now());
      await saveSnapshot(tx, recall, reach);
      const submittedHash = approvalHash(recall, reach.knownThrough);
      const { units } = reach.whereabouts;
      const submitted = await make({
        changes: { submittedBy: context.actor.id, submittedHash },
        detail: { submittedHash, units, customers: reach.recipients.length },
      });
      return recallSubmitted(submitted);
    },
    { statementTimeoutMs: EVALUATION_MS },
  );
}
