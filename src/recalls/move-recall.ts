import { releaseHolds } from '../holds/index.js';
import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import type { Transaction, TransactionOptions } from '../platform/database/database.js';
import { forgetOpenScopes } from './open-scopes.js';
import type { Recall } from './recall.js';
import { recallUnknown, wrongRecallState } from './recall.outcomes.js';
import { lockRecall, saveRecall } from './recall.query.js';
import { mayHold, type RecallMove, statusAfter } from './recall.rules.js';
import { tellProgress } from './recall-progress.js';
import { insertStep } from './recall-step.query.js';

/** What a move writes. */
export interface Moved {
  readonly changes?: Partial<Recall>;
  readonly reason?: string | null;
  /** For the audit trail: ids, counts, hashes. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Makes the move: the recall as it stands after it, its step and its audit entry. */
export type MakeMove = (moved?: Moved) => Promise<Recall>;

/** A move as its use case tells it: it looks at the recall, and then makes the move or answers why not. */
export type MoveStory<Answer> = (tx: Transaction, recall: Recall, make: MakeMove) => Promise<Answer>;

const MUTATION: Readonly<Record<RecallMove, string>> = {
  UPDATE: 'updateRecall',
  SUBMIT: 'submitRecall',
  APPROVE: 'approveRecall',
  REJECT: 'rejectRecall',
  LAUNCH: 'launchRecall',
  LAUNCH_WAVE: 'launchWave',
  DECLINE_WAVE: 'declineWave',
  PAUSE: 'pauseSending',
  RESUME: 'resumeSending',
  CLOSE: 'closeRecall',
  CANCEL: 'cancelRecall',
};

/**
 * The frame of every move: the recall is locked, so that of two moves at once the second sees what the first did; from a
 * status that the move cannot start from, the answer says what is possible there. Where a recall may hold no goods, it
 * holds none.
 */
export async function moveRecall<Answer>(
  context: Context,
  recallId: string,
  move: RecallMove,
  story: MoveStory<Answer>,
  options: TransactionOptions = {},
) {
  const answer = await context.db.transaction(async (tx) => {
    const recall = await lockRecall(tx, recallId);
    if (!recall) return recallUnknown(recallId);
    const status = statusAfter(move, recall.status);
    if (!status) return wrongRecallState(recall);

    return story(tx, recall, async ({ changes = {}, reason = null, detail = {} } = {}) => {
      const after = { ...recall, ...changes, status, revision: recall.revision + 1 };
      const { revision: stepNo, version } = after;
      if (!mayHold(status))
        await releaseHolds(tx, { recallId, releasedAt: context.now(), releasedBy: context.actor.id });
      if (!(await saveRecall(tx, after))) throw new Error(`Recall ${recall.id} moved while it was locked.`);
      await insertStep(tx, {
        recallId: recall.id,
        stepNo,
        move,
        version,
        actorId: context.actor.id,
        at: context.now(),
        reason,
      });
      recordAudit(tx, context, {
        action: MUTATION[move],
        objectKind: 'recall',
        objectId: recall.id,
        reason,
        detail: { ...detail, version, statusBefore: recall.status, status },
      });
      return after;
    });
  }, options);
  forgetOpenScopes(context.db);
  tellProgress(context.events, recallId);
  return answer;
}
