import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Answer } from './answer.js';

const COLUMNS = `answer.answer_id as "answerId", answer.recall_id as "recallId", answer.notification_id as "notificationId",
  answer.party_kind as "partyKind", answer.party_id as "partyId", answer.answered_at as "answeredAt",
  answer.on_hand::text as "onHand", answer.sold_on::text as "soldOn", answer.returned::text as "returned",
  answer.destroyed::text as "destroyed", answer.comment`;

export async function insertAnswer(tx: Transaction, answer: Answer): Promise<void> {
  await tx.rows(
    'insert_recall_answer',
    `
    insert into recall_answer (
      recall_id, answer_id, notification_id, party_kind, party_id, answered_at,
      on_hand, sold_on, returned, destroyed, comment
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict do nothing
    `,
    [
      answer.recallId,
      answer.answerId,
      answer.notificationId,
      answer.partyKind,
      answer.partyId,
      answer.answeredAt,
      answer.onHand,
      answer.soldOn,
      answer.returned,
      answer.destroyed,
      answer.comment,
    ],
  );
}

/** The answer that stands for a notification: the last one. */
export const answerByNotification = {
  find: (db: Queryable, notificationIds: readonly string[]): Promise<Answer[]> =>
    db.rows<Answer>(
      'answers_by_notification',
      `
      select distinct on (answer.notification_id) ${COLUMNS}
      from recall_answer as answer
      where answer.notification_id = any ($1::uuid[])
      order by answer.notification_id, answer.answered_at desc, answer.answer_id
      `,
      [notificationIds],
    ),
  keyOf: ({ notificationId }: Answer) => notificationId,
};

/** Every answer to a recall, also those that a later one stands in for; newest first. */
export function answersOf(
  db: Queryable,
  recallId: string,
  limit: number,
  after: readonly [answeredAt: string, answerId: string] | null,
): Promise<Answer[]> {
  return db.rows<Answer>(
    'answers_of_recall',
    `
    select ${COLUMNS}
    from recall_answer as answer
    where answer.recall_id = $1
      and ($3::timestamptz is null or answer.answered_at < $3
        or (answer.answered_at = $3 and answer.answer_id > $4::uuid))
    order by answer.answered_at desc, answer.answer_id
    limit $2
    `,
    [recallId, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}

/** The answers that stand of customers who sold goods on, in the order of the customers. */
export function standingAnswersOfSellers(db: Queryable, recallId: string): Promise<Answer[]> {
  return db.rows<Answer>(
    'standing_answers_of_sellers',
    `
    select answer.*
    from (
      select distinct on (answer.notification_id) ${COLUMNS}
      from recall_answer as answer
      where answer.recall_id = $1
        and answer.party_kind = 'CUSTOMER'
      order by answer.notification_id, answer.answered_at desc, answer.answer_id
    ) as answer
    where answer."soldOn"::numeric > 0
    order by answer."partyId", answer."answeredAt" desc
    `,
    [recallId],
  );
}

export interface AnswerTotals {
  readonly recallId: string;
  /** Recipients who answered. */
  readonly answered: number;
  readonly onHand: string;
  readonly soldOn: string;
  readonly returned: string;
  readonly destroyed: string;
}

/** The sums over the answers that stand: one for each recipient. */
export const answerTotalsByRecall = {
  find: (db: Queryable, recallIds: readonly string[]): Promise<AnswerTotals[]> =>
    db.rows<AnswerTotals>(
      'answer_totals_by_recall',
      `
      select standing.recall_id as "recallId", count(*) as answered,
        coalesce(sum(standing.on_hand), 0)::text as "onHand", coalesce(sum(standing.sold_on), 0)::text as "soldOn",
        coalesce(sum(standing.returned), 0)::text as "returned",
        coalesce(sum(standing.destroyed), 0)::text as "destroyed"
      from (
        select distinct on (answer.recall_id, answer.notification_id) answer.*
        from recall_answer as answer
        where answer.recall_id = any ($1::uuid[])
        order by answer.recall_id, answer.notification_id, answer.answered_at desc, answer.answer_id
      ) as standing
      group by standing.recall_id
      `,
      [recallIds],
    ),
  keyOf: ({ recallId }: AnswerTotals) => recallId,
};
