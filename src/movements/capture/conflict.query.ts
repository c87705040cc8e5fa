import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import { goodsIdsOf, type Movement } from '../movement.js';
import type { Origin } from './movement.query.js';

export interface Conflict {
  readonly movement: Movement;
  /** Goods of the version that the ledger has. */
  readonly storedGoodsIds: readonly string[];
}

/** Keeps another content under a known id, with the goods of both, until QUALITY decides which is right. */
export async function insertConflicts(tx: Transaction, origin: Origin, conflicts: readonly Conflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  const sorted = conflicts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const column = (of: (conflict: Conflict) => string) => arrayLiteral(sorted.map(of));
  await tx.rows(
    'insert_movement_conflicts',
    `
    insert into movement_conflict (
      movement_id, fingerprint, source_id, source_ref, capture_id, recorded_at, content, goods_ids
    )
    select new.movement_id, new.fingerprint, $6, new.source_ref, $7, $8, new.content::jsonb, new.goods_ids::uuid[]
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as new (
      movement_id, fingerprint, source_ref, content, goods_ids
    )
    on conflict do nothing
    `,
    [
      column(({ movement }) => movement.movementId),
      column(({ movement }) => movement.fingerprint),
      column(({ movement }) => movement.sourceRef),
      column(({ movement }) => JSON.stringify(movement)),
      column(({ movement, storedGoodsIds }) =>
        arrayLiteral([...new Set([...goodsIdsOf(movement), ...storedGoodsIds])]),
      ),
      origin.sourceId,
      origin.captureId,
      origin.recordedAt,
    ],
  );
}

function keyOf({ movement }: Conflict): string {
  return `${movement.movementId} ${movement.fingerprint}`;
}

/** Those of the movements under whose id another content waits for a decision. */
export async function openConflictsOf(db: Queryable, movementIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ movementId: string }>(
    'open_conflicts_of_movements',
    `
    select distinct conflict.movement_id as "movementId"
    from movement_conflict as conflict
    where conflict.movement_id = any($1::uuid[])
    and conflict.resolved_at is null
    `,
    [arrayLiteral(movementIds)],
  );
  return new Set(rows.map(({ movementId }) => movementId));
}

/** Those of the goods (units, logistic units, batches) that an open conflict puts in doubt. */
export async function goodsInConflict(db: Queryable, goodsIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_in_conflict',
    `
    select distinct doubtful.goods_id as "goodsId"
    from movement_conflict as conflict, unnest(conflict.goods_ids) as doubtful (goods_id)
    where conflict.goods_ids && $1::uuid[]
    and conflict.resolved_at is null
    and doubtful.goods_id = any($1::uuid[])
    `,
    [arrayLiteral(goodsIds)],
  );
  return new Set(rows.map(({ goodsId }) => goodsId));
}
