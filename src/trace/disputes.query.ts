import { CONFLICT_IS_OPEN } from '../movements/index.js';
import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import { IS_KNOWN_AT, OPEN_CONFLICTS_AT } from './known-records.query.js';

/** How far records with one id that contradict each other, and wait for a decision, put in doubt where goods are. */
export interface Dispute {
  /** Whether it is any of them, counted by quantity or by serial. */
  readonly disputed: boolean;
  readonly disputedUnits: number;
}

/**
 * What of a batch such records name, or a container that it is or ever was in. There are few of them, so that it is asked from
 * their side: a batch may have millions of units.
 */
export async function disputeOfBatch(db: Queryable, batchId: string): Promise<Dispute> {
  const [row] = await db.rows<{ isByQuantity: boolean; disputedUnits: number }>(
    'dispute_of_batch',
    `
    with recursive disputed (goods_id) as (
      select named.goods_id
      from movement_conflict as conflict
      cross join lateral unnest(conflict.goods_ids) as named (goods_id)
      where ${CONFLICT_IS_OPEN}
      union
      select packing.child_id
      from disputed
      join packing_by_parent as packing on packing.parent_id = disputed.goods_id
    )
    select
      exists (select from disputed where disputed.goods_id = $1::uuid)
        or exists (
          select from disputed
          join stock_entry as entry on entry.container_id = disputed.goods_id
          where entry.batch_id = $1::uuid
        ) as "isByQuantity",
      (
        select count(*)
        from disputed
        join goods_state as state on state.goods_id = disputed.goods_id
        where state.batch_id = $1::uuid or state.other_batch_ids @> array[$1::uuid]
      ) as "disputedUnits"
    `,
    [batchId],
  );
  const { isByQuantity, disputedUnits } = row ?? { isByQuantity: false, disputedUnits: 0 };
  return { disputed: isByQuantity || disputedUnits > 0, disputedUnits };
}

/** All goods that were named by such records at a time, by what was known then. */
export async function goodsDisputedAt(db: Queryable, knownAt: Date): Promise<Set<string>> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_disputed_at',
    `select distinct unnest(conflict.goods_ids) as "goodsId" from (${OPEN_CONFLICTS_AT('$1')}) as conflict`,
    [knownAt],
  );
  return new Set(rows.map(({ goodsId }) => goodsId));
}

/** The containers that any of a batch's quantities was put into or taken out of, by what was known at a time. */
export async function containersOfStockKnownAt(db: Queryable, batchId: string, knownAt: Date): Promise<string[]> {
  const rows = await db.rows<{ containerId: string }>(
    'containers_of_stock_known_at',
    `
    select distinct entry.container_id as "containerId"
    from (
      select * from stock_entry where stock_entry.batch_id = $1
      union all
      select * from voided_stock_entry where voided_stock_entry.batch_id = $1
    ) as entry
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    where entry.container_id is not null
      and ${IS_KNOWN_AT}
    `,
    [batchId, knownAt],
  );
  return rows.map(({ containerId }) => containerId);
}

/** Those of the movements under whose id another content waited for a decision at a time, by what was known then. */
export async function movementsDisputedAt(
  db: Queryable,
  movementIds: readonly string[],
  knownAt: Date,
): Promise<Set<string>> {
  const rows = await db.rows<{ movementId: string }>(
    'movements_disputed_at',
    `
    select distinct conflict.movement_id as "movementId"
    from (${OPEN_CONFLICTS_AT('$2')}) as conflict
    where conflict.movement_id = any($1::uuid[])
    `,
    [plainArrayLiteral(movementIds), knownAt],
  );
  return new Set(rows.map(({ movementId }) => movementId));
}
