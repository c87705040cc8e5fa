import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { MadeQuantity } from '../genealogy/genealogy.query.js';

export interface TransformRow {
  readonly movementId: string;
  readonly occurredAt: Date;
  readonly locationId: string | null;
  readonly inputUnitIds: readonly string[];
  readonly outputUnitIds: readonly string[];
  readonly inputQuantities: readonly MadeQuantity[];
  readonly outputQuantities: readonly MadeQuantity[];
}

/**
 * The transforms that these units, or quantities of these batches, came out of; not what a correction voided. Those that they
 * went into are left alone: an ingredient goes into thousands.
 */
export function transformsOf(db: Queryable, goodsIds: readonly string[]): Promise<TransformRow[]> {
  return db.rows<TransformRow>(
    'transforms_of_goods',
    `
    select
      movement.movement_id as "movementId", movement.occurred_at as "occurredAt", movement.location_id as "locationId",
      coalesce(movement.unit_ids, '{}') as "inputUnitIds",
      array(
        select (line ->> 'unitId')::uuid from jsonb_array_elements(coalesce(movement.outputs -> 'units', '[]')) as line
      ) as "outputUnitIds",
      coalesce(movement.quantities, '[]') as "inputQuantities",
      coalesce(movement.outputs -> 'quantities', '[]') as "outputQuantities"
    from movement
    where movement.movement_id in (
        select entry.movement_id
        from genealogy_entry as entry
        where entry.goods_id = any($1::uuid[]) and entry.role = 'OUTPUT'
      )
      and movement.kind is not null
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by movement.movement_id
    `,
    [plainArrayLiteral(goodsIds)],
  );
}
