import type { Queryable } from '../platform/database/database.js';

export interface HoldCounts {
  readonly recallId: string;
  readonly batchesHeld: number;
  readonly unitsHeld: number;
  readonly batchesReleased: number;
  readonly unitsReleased: number;
  readonly attempts: number;
}

/** How much each recall holds, held, and how often held goods were moved. Nothing is found for a recall without holds. */
export const holdCountsByRecall = {
  find(db: Queryable, recallIds: readonly string[]): Promise<HoldCounts[]> {
    return db.rows<HoldCounts>(
      'hold_counts_by_recall',
      `
      select held.recall_id as "recallId", held."batchesHeld", held."unitsHeld", held."batchesReleased",
        held."unitsReleased", coalesce(attempted.attempts, 0) as "attempts"
      from (
        select hold.recall_id,
          count(*) filter (where hold.kind = 'BATCH' and hold.released_at is null) as "batchesHeld",
          count(*) filter (where hold.kind = 'UNIT' and hold.released_at is null) as "unitsHeld",
          count(*) filter (where hold.kind = 'BATCH' and hold.released_at is not null) as "batchesReleased",
          count(*) filter (where hold.kind = 'UNIT' and hold.released_at is not null) as "unitsReleased"
        from hold
        where hold.recall_id = any ($1::uuid[])
        group by hold.recall_id
      ) as held
      left join (
        select hold_attempt.recall_id, count(*) as attempts
        from hold_attempt
        where hold_attempt.recall_id = any ($1::uuid[])
        group by hold_attempt.recall_id
      ) as attempted on attempted.recall_id = held.recall_id
      `,
      [recallIds],
    );
  },
  keyOf: (counts: HoldCounts) => counts.recallId,
};
