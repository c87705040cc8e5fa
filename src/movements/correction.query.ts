import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { Origin } from './capture/movement.query.js';
import type { Correction, CorrectionRow } from './correction.js';

const COLUMNS = `
  correction.movement_id as "movementId", correction.reason, correction.replacement_id as "replacementId",
  correction.note, correction.actor_id as "actorId", correction.recorded_at as "recordedAt"`;

/** By what a movement was voided, if it was. */
export const correctionOfMovement: BatchQuery<CorrectionRow> = {
  find: (db, movementIds) =>
    db.rows<CorrectionRow>(
      'corrections_of_movements',
      `
      select ${COLUMNS}
      from correction
      where correction.movement_id = any($1::uuid[])
      `,
      [plainArrayLiteral(movementIds)],
    ),
  keyOf: ({ movementId }) => movementId,
};

/** What a movement was recorded in place of, if it was. One movement can stand in for several. */
export const replacedBy: BatchQuery<{ readonly movementId: string; readonly replacementId: string }> = {
  find: (db, replacementIds) =>
    db.rows(
      'movements_replaced_by',
      `
      select distinct on (correction.replacement_id)
        correction.movement_id as "movementId", correction.replacement_id as "replacementId"
      from correction
      where correction.replacement_id = any($1::uuid[])
      order by correction.replacement_id, correction.movement_id
      `,
      [plainArrayLiteral(replacementIds)],
    ),
  keyOf: ({ replacementId }) => replacementId,
};

/** Those of the movements, there or not yet, that a correction has voided. */
export async function correctedAmong(db: Queryable, movementIds: readonly string[]): Promise<Set<string>> {
  if (movementIds.length === 0) return new Set();
  const rows = await correctionOfMovement.find(db, movementIds);
  return new Set(rows.map(({ movementId }) => movementId));
}

/** Writes a correction and answers whether it is the first of its movement; only that one counts. */
export async function insertCorrection(tx: Transaction, origin: Origin, correction: Correction): Promise<boolean> {
  const rows = await tx.rows(
    'insert_correction',
    `
    insert into correction
      (movement_id, reason, replacement_id, note, source_id, capture_id, actor_id, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict do nothing
    returning correction.movement_id
    `,
    [
      correction.movementId,
      correction.reason,
      correction.replacementId,
      correction.note,
      origin.sourceId,
      origin.captureId,
      origin.actorId,
      origin.recordedAt,
    ],
  );
  return rows.length > 0;
}

/** Units or logistic units have said this of themselves, and it was voided: newest first, after a place in that order. */
export function voidedMovementIdsOf(
  db: Queryable,
  goodsId: string,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<{ readonly occurredAt: Date; readonly movementId: string }[]> {
  return db.rows(
    'voided_movements_of_goods',
    `
    select link.occurred_at as "occurredAt", link.movement_id as "movementId"
    from voided_goods_movement as link
    where link.goods_id = $1
      and ($3::timestamptz is null or (link.occurred_at, link.movement_id) < ($3, $4::uuid))
    order by link.occurred_at desc, link.movement_id desc
    limit $2
    `,
    [goodsId, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}

/** Those of units or logistic units that said something of themselves which was voided. */
export const goodsWithVoidedMovements = {
  find(db: Queryable, goodsIds: readonly string[]): Promise<{ readonly goodsId: string }[]> {
    return db.rows(
      'goods_with_voided_movements',
      `
      select wanted.goods_id as "goodsId"
      from unnest($1::uuid[]) as wanted (goods_id)
      where exists (select from voided_goods_movement as link where link.goods_id = wanted.goods_id)
      `,
      [plainArrayLiteral(goodsIds)],
    );
  },
  keyOf: ({ goodsId }: { readonly goodsId: string }) => goodsId,
};
