import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import { goodsToldOf } from '../links-of-movement.rule.js';
import type { Movement } from '../movement.js';
import type { Origin } from './movement.query.js';

export interface Conflict {
  readonly movement: Movement;
  /** Goods of the version that the ledger has. */
  readonly storedGoodsIds: readonly string[];
}

const COLUMNS = new BulkColumns<Conflict>([
  ['movement_id', 'uuid', ({ movement }) => movement.movementId],
  ['fingerprint', 'uuid', ({ movement }) => movement.fingerprint],
  ['source_ref', 'text', ({ movement }) => movement.sourceRef],
  ['content', 'jsonb', ({ movement }) => JSON.stringify(movement)],
  [
    'goods_ids',
    'uuid[]',
    ({ movement, storedGoodsIds }) => [...new Set([...goodsToldOf(movement), ...storedGoodsIds])],
  ],
]);

/** Keeps another content under a known id, with the goods of both, until QUALITY decides which is right. */
export async function insertConflicts(tx: Transaction, origin: Origin, conflicts: readonly Conflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  const sorted = conflicts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const { next } = COLUMNS;
  await tx.rows(
    'insert_movement_conflicts',
    `
    insert into movement_conflict (${COLUMNS.names}, source_id, capture_id, recorded_at)
    select ${COLUMNS.selected}, $${next}, $${next + 1}, $${next + 2}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    [...COLUMNS.values(sorted), origin.sourceId, origin.captureId, origin.recordedAt],
  );
}

function keyOf({ movement }: Conflict): string {
  return `${movement.movementId} ${movement.fingerprint}`;
}

/** Waits for a decision: nobody has decided, and the movement was not voided whatever it said. */
export const CONFLICT_IS_OPEN = `
  conflict.resolved_at is null
  and not exists (select from correction where correction.movement_id = conflict.movement_id)`;

/** Hardly ever: what would be asked of many goods need not be asked. */
export async function someConflictIsOpen(db: Queryable): Promise<boolean> {
  const open = await db.rows(
    'some_conflict_is_open',
    `select 1 from movement_conflict as conflict where ${CONFLICT_IS_OPEN} limit 1`,
  );
  return open.length > 0;
}

/** Those of the movements under whose id another content waits for a decision. */
export async function openConflictsOf(db: Queryable, movementIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ movementId: string }>(
    'open_conflicts_of_movements',
    `
    select distinct conflict.movement_id as "movementId"
    from movement_conflict as conflict
    where conflict.movement_id = any($1::uuid[])
    and ${CONFLICT_IS_OPEN}
    `,
    [plainArrayLiteral(movementIds)],
  );
  return new Set(rows.map(({ movementId }) => movementId));
}

/** Those of the goods (units, logistic units, batches) that an open conflict puts in doubt. */
export async function goodsInConflict(db: Queryable, goodsIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_in_conflict',
    `
    select wanted.goods_id as "goodsId"
    from unnest($1::uuid[]) as wanted (goods_id)
    where exists (
      select from movement_conflict as conflict
      where conflict.goods_ids @> array[wanted.goods_id] and ${CONFLICT_IS_OPEN}
    )
    `,
    [plainArrayLiteral(goodsIds)],
  );
  return new Set(rows.map(({ goodsId }) => goodsId));
}
