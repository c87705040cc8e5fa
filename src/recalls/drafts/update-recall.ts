import type { Context } from '../../platform/context.js';
import { moveRecall } from '../move-recall.js';
import { recallChanged, recallInvalid, recallUpdated } from '../recall.outcomes.js';
import { readRecall, type RecallInput } from './read-recall.js';

export interface UpdateRecall {
  readonly recallId: string;
  /** The version that the author read and wrote upon. */
  readonly expectedVersion: number;
  readonly content: RecallInput;
}

/** Replaces the content. Whatever was submitted or approved before is void, and its author can no longer approve it. */
export async function updateRecall(context: Context, { recallId, expectedVersion, content: input }: UpdateRecall) {
  const content = readRecall(input);
  if (!('scope' in content)) return recallInvalid(content);

  return moveRecall(context, recallId, 'UPDATE', async (_tx, recall, make) => {
    if (recall.version !== expectedVersion) return recallChanged(recall, expectedVersion);
    const editorIds = [...new Set([...recall.editorIds, context.actor.id])];
    const updated = await make({ changes: { ...content, ...NOT_SUBMITTED, version: recall.version + 1, editorIds } });
    return recallUpdated(updated);
  });
}

/** What becomes of a submission and its approval when the recall is a draft again. */
export const NOT_SUBMITTED = { submittedBy: null, submittedHash: null, approvedBy: null, approvedHash: null } as const;
