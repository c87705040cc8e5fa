import type { Queryable, Transaction } from '../platform/database/database.js';

/** A ship or deliver that was recorded of held goods. */
export interface HoldAttempt {
  readonly recallId: string;
  readonly movementId: string;
  /** The unit, or the batch of a quantity, that was moved. */
  readonly goodsId: string;
  readonly recordedAt: Date;
}

/** Keeps each attempt once, however often its movement is sent. */
export async function recordHoldAttempts(tx: Transaction, attempts: readonly HoldAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await tx.rows(
    'record_hold_attempts',
    `
    insert into hold_attempt (recall_id, movement_id, goods_id, recorded_at)
    select attempt.recall_id, attempt.movement_id, attempt.goods_id, attempt.recorded_at
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[])
      as attempt (recall_id, movement_id, goods_id, recorded_at)
    order by attempt.recall_id, attempt.movement_id, attempt.goods_id
    on conflict do nothing
    `,
    [
      attempts.map((attempt) => attempt.recallId),
      attempts.map((attempt) => attempt.movementId),
      attempts.map((attempt) => attempt.goodsId),
      attempts.map((attempt) => attempt.recordedAt),
    ],
  );
}

/** A page of a recall's attempts, newest first; `after` is the place of the last one seen. */
export function holdAttemptsOf(
  db: Queryable,
  recallId: string,
  limit: number,
  after: Pick<HoldAttempt, 'recordedAt' | 'movementId' | 'goodsId'> | null,
): Promise<HoldAttempt[]> {
  return db.rows<HoldAttempt>(
    'hold_attempts_of',
    `
    select hold_attempt.recall_id as "recallId", hold_attempt.movement_id as "movementId",
      hold_attempt.goods_id as "goodsId", hold_attempt.recorded_at as "recordedAt"
    from hold_attempt
    where hold_attempt.recall_id = $1
      and ($3::timestamptz is null
        or hold_attempt.recorded_at < $3
        or (hold_attempt.recorded_at = $3 and (hold_attempt.movement_id, hold_attempt.goods_id) > ($4::uuid, $5::uuid)))
    order by hold_attempt.recorded_at desc, hold_attempt.movement_id, hold_attempt.goods_id
    limit $2
    `,
    [recallId, limit, after?.recordedAt ?? null, after?.movementId ?? null, after?.goodsId ?? null],
  );
}
