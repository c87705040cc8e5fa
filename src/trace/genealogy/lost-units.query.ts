import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { MovementKind } from '../../movements/index.js';
import type { Edge } from './genealogy.query.js';

/** A batch that units claim, and since when nobody has seen the one of them that was seen longest ago. */
export interface UnitsUnseen {
  readonly batchId: string;
  readonly seenAt: Date;
  readonly seenKind: MovementKind;
  readonly seenSequence: number;
  readonly seenMovementId: string;
}

/** What went into other goods by its serial went nowhere else. `state` is a unit's, of which perhaps no place was ever said. */
export const IS_NOT_USED_UP = `(state.placed_kind is distinct from 'transform' or state.location_id is not null)`;

/**
 * When the unit of `state` was itself seen last, and before anything that can be recorded if it never was. That it exists, or
 * that its container was emptied, is said of it and is no sight of it.
 */
export const LAST_SIGHT = `
  cross join lateral (
    select link.occurred_at, link.kind, link.source_sequence, link.movement_id
    from goods_movement as link
    where link.goods_id = state.goods_id
      and link.kind not in ('declare', 'adjust')
    union all
    select '0001-01-01T00:00:00Z', 'declare', 0, '00000000-0000-0000-0000-000000000000'
    order by 1 desc, 2 desc, 3 desc, 4 desc
    limit 1
  ) as sight`;

/** That a movement comes after that. */
export const CAME_AFTER_ITS_LAST_SIGHT = `
  (movement.occurred_at, movement.kind, movement.source_sequence, movement.movement_id)
    > (sight.occurred_at, sight.kind, sight.source_sequence, sight.movement_id)`;

/** The batches that claim these units, once each. */
export function batchesOfUnseen(db: Queryable, unitIds: readonly string[]): Promise<UnitsUnseen[]> {
  return db.rows<UnitsUnseen>(
    'batches_of_unseen',
    `
    select distinct on (claim.batch_id)
      claim.batch_id as "batchId", sight.occurred_at as "seenAt", sight.kind as "seenKind",
      sight.source_sequence as "seenSequence", sight.movement_id as "seenMovementId"
    from goods_state as state
    ${LAST_SIGHT}
    cross join lateral unnest(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id)) as claim (batch_id)
    where state.goods_id = any($1::uuid[])
      and claim.batch_id is not null
      and ${IS_NOT_USED_UP}
    order by claim.batch_id, sight.occurred_at, sight.kind, sight.source_sequence, sight.movement_id
    `,
    [plainArrayLiteral(unitIds)],
  );
}

/** All batches of the products of those units of which nobody has said the batch: each of them may be theirs. */
export function batchesOfUnseenOfNoBatch(db: Queryable, unitIds: readonly string[]): Promise<UnitsUnseen[]> {
  return db.rows<UnitsUnseen>(
    'batches_of_unseen_of_no_batch',
    `
    select
      batch.batch_id as "batchId", unseen.occurred_at as "seenAt", unseen.kind as "seenKind",
      unseen.source_sequence as "seenSequence", unseen.movement_id as "seenMovementId"
    from (
      select distinct on (unit.product_id)
        unit.product_id, sight.occurred_at, sight.kind, sight.source_sequence, sight.movement_id
      from goods_state as state
      join unit on unit.unit_id = state.goods_id
      ${LAST_SIGHT}
      where state.goods_id = any($1::uuid[])
        and state.batch_id is null
        and ${IS_NOT_USED_UP}
      order by unit.product_id, sight.occurred_at, sight.kind, sight.source_sequence, sight.movement_id
    ) as unseen
    join batch on batch.product_id = unseen.product_id
    order by batch.batch_id
    `,
    [plainArrayLiteral(unitIds)],
  );
}

/** Whether a quantity of any of these batches ever went into something: of most none did, and no unit can be lost in one. */
export async function someQuantityWasUsed(db: Queryable, batchIds: readonly string[]): Promise<boolean> {
  const [row] = await db.rows<{ found: boolean }>(
    'some_quantity_was_used',
    `
    select exists (
      select from genealogy_entry as entry
      where entry.goods_id = any($1::uuid[])
        and entry.role in ('INPUT', 'COMPONENT')
    ) as found
    `,
    [plainArrayLiteral(batchIds)],
  );
  return row?.found ?? true;
}

/**
 * The makings that a quantity of one of the batches went into after its unit was seen last: by itself, or as `inHolders` tells
 * of quantities in logistic units that were built in.
 */
export async function makingsSince(
  db: Queryable,
  unseen: readonly UnitsUnseen[],
  inHolders: readonly Edge[],
): Promise<string[]> {
  const rows = await db.rows<{ movementId: string }>(
    'makings_since_last_seen',
    `
    select distinct movement.movement_id as "movementId"
    from unnest($1::uuid[], $2::timestamptz[], $3::movement_kind[], $4::bigint[], $5::uuid[])
      as sight (batch_id, occurred_at, kind, source_sequence, movement_id)
    join (
      select entry.goods_id, entry.movement_id
      from genealogy_entry as entry
      where entry.goods_id = any($1::uuid[]) and entry.role in ('INPUT', 'COMPONENT')
      union all
      select * from unnest($6::uuid[], $7::uuid[])
    ) as entry (goods_id, movement_id) on entry.goods_id = sight.batch_id
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    where ${CAME_AFTER_ITS_LAST_SIGHT}
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by 1
    `,
    [
      plainArrayLiteral(unseen.map(({ batchId }) => batchId)),
      unseen.map(({ seenAt }) => seenAt),
      unseen.map(({ seenKind }) => seenKind),
      unseen.map(({ seenSequence }) => seenSequence),
      plainArrayLiteral(unseen.map(({ seenMovementId }) => seenMovementId)),
      plainArrayLiteral(inHolders.map(({ from }) => from)),
      plainArrayLiteral(inHolders.map(({ to }) => to)),
    ],
  );
  return rows.map(({ movementId }) => movementId);
}
