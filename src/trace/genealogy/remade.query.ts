import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { IS_KNOWN_AT } from '../known-records.query.js';

/** A transform that used up goods of a batch. */
export interface UsedUp {
  readonly movementId: string;
  /** Units of the batch that it is the last word on; 0 where it used up quantities only. */
  readonly units: number;
}

/**
 * The transforms that used up goods of a batch by a time. A unit counts for the last one that it went into, unless it was
 * scanned after that. Only units that ever went into a transform are looked at, which of most batches are none.
 */
export function transformsUsingUp(db: Queryable, batchId: string, asOf: Date): Promise<UsedUp[]> {
  return db.rows<UsedUp>(
    'transforms_using_up',
    `
    select used.movement_id as "movementId", count(used.goods_id) as units
    from (
      select last.movement_id, last.goods_id
      from (
        select distinct on (link.goods_id) link.goods_id, link.movement_id, link.kind, link.location_id
        from goods_state as state
        join goods_movement as link on link.goods_id = state.goods_id
        where (state.batch_id = $1::uuid or state.other_batch_ids @> array[$1::uuid])
          and exists (
            select from genealogy_entry as entry where entry.goods_id = state.goods_id and entry.role = 'INPUT'
          )
          and link.occurred_at <= $2
          and link.kind not in ('declare', 'adjust')
        order by
          link.goods_id, link.occurred_at desc, link.kind desc, link.source_sequence desc, link.movement_id desc
      ) as last
      where last.kind = 'transform' and last.location_id is null
      union all
      select entry.movement_id, null
      from stock_entry as entry
      where entry.batch_id = $1::uuid and entry.place_kind = 'TRANSFORMED' and entry.occurred_at <= $2
    ) as used
    group by used.movement_id
    order by used.movement_id
    `,
    [batchId, asOf],
  );
}

/** Of quantities alone, by what was known at a time, what was voided later counted in. */
export async function transformsOfStockKnownAt(
  db: Queryable,
  batchId: string,
  { asOf, asKnownAt }: { readonly asOf: Date; readonly asKnownAt: Date },
): Promise<string[]> {
  const rows = await db.rows<{ movementId: string }>(
    'transforms_of_stock_known_at',
    `
    select distinct entry.movement_id as "movementId"
    from (
      select * from stock_entry where stock_entry.batch_id = any($1::uuid[])
      union all
      select * from voided_stock_entry where voided_stock_entry.batch_id = any($1::uuid[])
    ) as entry
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    where entry.place_kind = 'TRANSFORMED'
      and entry.occurred_at <= $3
      and ${IS_KNOWN_AT}
    order by 1
    `,
    [plainArrayLiteral([batchId]), asKnownAt, asOf],
  );
  return rows.map(({ movementId }) => movementId);
}
