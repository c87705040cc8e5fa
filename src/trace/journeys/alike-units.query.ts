import type { Gtin } from '../../gs1/index.js';
import { CONFLICT_IS_OPEN } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** Units of one product of which the same is on record. */
export interface AlikeUnits {
  readonly unitIds: readonly string[];
  /** Null where the unit was never registered. */
  readonly gtin: Gtin | null;
  /** Whether an open conflict puts each of them in doubt. */
  readonly inConflict: boolean;
}

const PACKS = `link.kind in ('pack', 'unpack') and link.occurred_at <= $2`;

// From its first packing on, a unit's scans meet those of its container, and it counts by which movements they were. Of what
// came before, or of a unit that was never packed, only what was said counts, in its order: units scanned one by one are
// still alike. But a packing without a place asks when the place before it was told.
const COUNTS_BY_MOVEMENT = `(
  link.occurred_at >= link.packed_from or link.packed_somewhere_from <= link.packed_from
)`;

/**
 * Units by what is on record of them up to a time; those that nobody has heard of are left out. The journeys of units that
 * are alike name the same containers, customers and places in the same order. When they were first told of, and the batches
 * they are said to be of, may differ.
 */
export function alikeUnits(db: Queryable, unitIds: readonly string[], until: Date): Promise<AlikeUnits[]> {
  return db.rows<AlikeUnits>(
    'alike_units',
    `
    select json_agg(told.goods_id) as "unitIds", product.gtin, told.in_conflict as "inConflict"
    from (
      select
        link.goods_id,
        link.goods_id in (
          select unnest(conflict.goods_ids) from movement_conflict as conflict where ${CONFLICT_IS_OPEN}
        ) as in_conflict,
        string_agg(
          row(
            -- A unit that others are built into is not as they are.
            link.kind, link.container_id, link.location_id, link.destination_id, link.carrier_id, link.consignee_id,
            link.consignor_id,
            case when ${COUNTS_BY_MOVEMENT} then link.movement_id end
          )::text,
          '' order by link.occurred_at, link.kind, link.source_sequence, link.movement_id
        ) filter (where link.occurred_at <= $2) as history
      from (
        select
          link.*,
          min(link.occurred_at) filter (where ${PACKS}) over of_unit as packed_from,
          min(link.occurred_at) filter (where ${PACKS} and link.location_id is null) over of_unit
            as packed_somewhere_from
        from goods_movement as link
        where link.goods_id = any($1::uuid[])
        window of_unit as (partition by link.goods_id)
      ) as link
      group by link.goods_id
    ) as told
    left join unit on unit.unit_id = told.goods_id and unit.unit_id = any($1::uuid[])
    left join product on product.product_id = unit.product_id
    group by told.history, told.in_conflict, product.gtin
    `,
    [plainArrayLiteral(unitIds), until],
  );
}
