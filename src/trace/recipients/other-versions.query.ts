import { CONFLICT_IS_OPEN, type MovementKind } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { GoodsScope } from '../scope.js';

/** What another content under the id of a movement says of some goods, until QUALITY decides which is right. */
export interface OtherVersion {
  readonly kind: MovementKind;
  /** Whom it names, or whose site; then the customer who, it says, passed the goods on. */
  readonly customerId: string | null;
  readonly consignorId: string | null;
  readonly carrierId: string | null;
  /** What either version puts something into, or takes something out of: a logistic unit, or a unit. */
  readonly containerIds: readonly string[];
  /** Units that it says are of one of the batches, and what it says was made of the goods. */
  readonly linkedUnitIds: readonly string[];
  readonly linkedBatchIds: readonly string[];
}

const MADE_OF_THEM = `exists (
  select
  from jsonb_path_query(conflict.content, '$.goods.*[*]') as input
  left join goods_state as state on state.goods_id = (input ->> 'unitId')::uuid
  where (input ->> 'unitId')::uuid = any($1::uuid[])
    or (input -> 'batch' ->> 'batchId')::uuid = any(case when input ? 'unitId' then $2::uuid[] else $1::uuid[] end)
    or state.batch_id = any($2::uuid[])
    or state.other_batch_ids && $2::uuid[]
)`;

/**
 * The other versions that concern goods: either version names some of them (units, logistic units, or batches by quantity) or a
 * unit of one of the batches, or the other one says that a unit is of one of the batches.
 */
export function otherVersionsOf(
  db: Queryable,
  goodsIds: readonly string[],
  { batchIds }: Pick<GoodsScope, 'batchIds'>,
): Promise<OtherVersion[]> {
  return db.rows<OtherVersion>(
    'other_versions_of_goods',
    `
    select
      conflict.content ->> 'kind' as kind,
      coalesce((conflict.content -> 'consignee' ->> 'customerId')::uuid, location.customer_id) as "customerId",
      (conflict.content -> 'consignor' ->> 'customerId')::uuid as "consignorId",
      (conflict.content -> 'carrier' ->> 'carrierId')::uuid as "carrierId",
      array_remove(
        array[
          movement.container_id,
          (conflict.content -> 'container' ->> 'logisticUnitId')::uuid,
          (conflict.content -> 'assembly' ->> 'unitId')::uuid
        ],
        null
      ) as "containerIds",
      claimed.unit_ids || case when ${MADE_OF_THEM} then made.unit_ids else '{}' end as "linkedUnitIds",
      case when ${MADE_OF_THEM} then made.batch_ids else '{}' end as "linkedBatchIds"
    from movement_conflict as conflict
    left join movement on movement.movement_id = conflict.movement_id
    left join location on location.location_id = case conflict.content ->> 'kind'
      when 'ship' then (conflict.content -> 'destination' ->> 'locationId')::uuid
      else (conflict.content -> 'place' ->> 'locationId')::uuid
    end
    cross join lateral (
      select array(
        select (unit ->> 'unitId')::uuid
        from (
          select jsonb_path_query(conflict.content, '$.*.units[*]')
          union all
          select conflict.content -> 'assembly'
        ) as named (unit)
        where (unit -> 'batch' ->> 'batchId')::uuid = any($2::uuid[])
      ) as unit_ids
    ) as claimed
    cross join lateral (
      select
        array(
          select (unit ->> 'unitId')::uuid from jsonb_path_query(conflict.content, '$.outputs.units[*]') as unit
        ) as unit_ids,
        array(
          select (counted -> 'batch' ->> 'batchId')::uuid
          from jsonb_path_query(conflict.content, '$.outputs.quantities[*]') as counted
        ) as batch_ids
    ) as made
    where ${CONFLICT_IS_OPEN}
      and (
        cardinality(claimed.unit_ids) > 0
        or exists (
          select
          from unnest(conflict.goods_ids) as told (goods_id)
          left join goods_state as state on state.goods_id = told.goods_id
          where told.goods_id = any($1::uuid[])
            or state.batch_id = any($2::uuid[])
            or state.other_batch_ids && $2::uuid[]
        )
      )
    order by conflict.movement_id, conflict.fingerprint
    `,
    [plainArrayLiteral(goodsIds), plainArrayLiteral(batchIds)],
  );
}
