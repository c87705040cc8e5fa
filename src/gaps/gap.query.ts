import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../platform/database/database.js';
import type { Gap } from './gap.js';

export const GAP_COLUMNS = `
  gap.gap_id as id, gap.kind, gap.goods_id as "goodsId", gap.goods_kind as "goodsKind", gap.product_id as "productId",
  gap.movement_id as "movementId", gap.location_id as "locationId", gap.carrier_id as "carrierId", gap.since,
  gap.explanation, gap.state, gap.found_at as "foundAt", gap.closed_at as "closedAt", gap.owner_id as "ownerId",
  gap.resolved_at as "resolvedAt", gap.resolved_by as "resolvedBy", gap.resolution_reason as "resolutionReason",
  gap.evidence_movement_id as "evidenceMovementId"`;

/** Every gap that was ever found of these goods. */
export function gapsOfGoods(db: Queryable, goodsIds: readonly string[]): Promise<Gap[]> {
  return db.rows<Gap>(
    'gaps_of_goods',
    `
    select ${GAP_COLUMNS}
    from gap
    where gap.goods_id = any($1::uuid[])
    `,
    [plainArrayLiteral(goodsIds)],
  );
}

/** One gap, locked: of two who decide about it, the second sees what the first did. */
export async function lockGap(tx: Transaction, gapId: string): Promise<Gap | null> {
  const [gap] = await tx.rows<Gap>(
    'lock_gap',
    `
    select ${GAP_COLUMNS}
    from gap
    where gap.gap_id = $1
    for update
    `,
    [gapId],
  );
  return gap ?? null;
}

export async function setOwner(
  tx: Transaction,
  { goodsId, id }: Pick<Gap, 'goodsId' | 'id'>,
  ownerId: string | null,
): Promise<void> {
  await tx.rows('set_owner_of_gap', 'update gap set owner_id = $3 where goods_id = $1 and gap_id = $2', [
    goodsId,
    id,
    ownerId,
  ]);
}

export type Resolution = Pick<Gap, 'resolvedAt' | 'resolvedBy' | 'resolutionReason' | 'evidenceMovementId'>;

export async function markResolved(tx: Transaction, { goodsId, id }: Gap, resolution: Resolution): Promise<void> {
  await tx.rows(
    'mark_gap_resolved',
    `
    update gap
    set state = 'RESOLVED', closed_at = null, resolved_at = $3, resolved_by = $4, resolution_reason = $5,
      evidence_movement_id = $6
    where goods_id = $1
      and gap_id = $2
    `,
    [
      goodsId,
      id,
      resolution.resolvedAt,
      resolution.resolvedBy,
      resolution.resolutionReason,
      resolution.evidenceMovementId,
    ],
  );
}
