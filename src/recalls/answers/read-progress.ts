import { type HoldAttempt, holdAttemptsOf, type HoldCounts, holdCountsByRecall } from '../../holds/index.js';
import { type NotificationProgress, progressOf } from '../../notifications/index.js';
import type { Context } from '../../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { type FrozenRecipient, frozenCustomers } from '../recipients/recall-recipient.query.js';
import type { Answer } from './answer.js';
import { answersOf, type AnswerTotals, answerTotalsByRecall } from './answer.query.js';

export interface RecallProgress extends NotificationProgress {
  readonly answers: AnswerTotals;
}

export async function readProgress({ db, load, now }: Context, recallId: string): Promise<RecallProgress> {
  const progress = await progressOf(db, recallId, now());
  const answers = (await load(answerTotalsByRecall, recallId)) ?? noAnswers(recallId);
  return { ...progress, answers };
}

function noAnswers(recallId: string): AnswerTotals {
  return { recallId, answered: 0, onHand: '0', soldOn: '0', returned: '0', destroyed: '0' };
}

export async function readHolds({ load }: Context, recallId: string): Promise<HoldCounts> {
  const none = { recallId, batchesHeld: 0, unitsHeld: 0, batchesReleased: 0, unitsReleased: 0, attempts: 0 };
  return (await load(holdCountsByRecall, recallId)) ?? none;
}

/** A page of the customers whom the launch reached. */
export function listCustomers(
  context: Context,
  recallId: string,
  page: PageArgs,
): Promise<Connection<FrozenRecipient>> {
  return pageOf(context, page, {
    scope: `recall customers ${recallId}`,
    find: (limit, after) => frozenCustomers(context.db, recallId, limit, after ? String(after[0]) : null),
    keyOf: ({ partyId }) => [partyId],
  });
}

/** A page of the answers, newest first, those included that a later one stands in for. */
export function listAnswers(context: Context, recallId: string, page: PageArgs): Promise<Connection<Answer>> {
  return pageOf(context, page, {
    scope: `recall answers ${recallId}`,
    find: (limit, after) => answersOf(context.db, recallId, limit, after as [string, string] | null),
    keyOf: ({ answeredAt, answerId }) => [answeredAt.toISOString(), answerId],
  });
}

/** A page of the attempts to move what the recall holds, newest first. */
export function listHoldAttempts(context: Context, recallId: string, page: PageArgs): Promise<Connection<HoldAttempt>> {
  return pageOf(context, page, {
    scope: `hold attempts ${recallId}`,
    find: (limit, after) => holdAttemptsOf(context.db, recallId, limit, after && attemptAt(after)),
    keyOf: ({ recordedAt, movementId, goodsId }) => [recordedAt.toISOString(), movementId, goodsId],
  });
}

function attemptAt([recordedAt, movementId, goodsId]: readonly (string | number)[]) {
  return { recordedAt: new Date(String(recordedAt)), movementId: String(movementId), goodsId: String(goodsId) };
}
