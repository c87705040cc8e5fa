import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { GoodsScope } from './scope.js';

/** So many batches are looked up in the index of claims. */
const FEW_BATCHES = 100;

/**
 * Selects the units that batches claim beside the batch that they are of, with the batch. Of many batches all such claims are
 * read, of which there are few: to look each batch up takes seconds, and to find an overlap of arrays PostgreSQL compares each
 * with each. `size` tells the statements apart.
 */
export function claimsBesides({ batchIds }: Pick<GoodsScope, 'batchIds'>, parameter = '$1') {
  return batchIds.length <= FEW_BATCHES
    ? ({
        size: 'few',
        sql: `
      select wanted.batch_id, state.goods_id
      from unnest(${parameter}::uuid[]) as wanted (batch_id)
      join goods_state as state on state.other_batch_ids @> array[wanted.batch_id]`,
      } as const)
    : ({
        size: 'many',
        sql: `
      select wanted.batch_id, state.goods_id
      from goods_state as state
      cross join lateral unnest(state.other_batch_ids) as other (batch_id)
      join unnest(${parameter}::uuid[]) as wanted (batch_id) on wanted.batch_id = other.batch_id
      where state.other_batch_ids is not null`,
      } as const);
}

/** The known units of a scope, in key order; those that two batches claim belong to both. */
export async function allUnitsInScope(db: Queryable, scope: GoodsScope): Promise<string[]> {
  const claims = claimsBesides(scope);
  const rows = await db.rows<{ unitId: string }>(
    `all_units_in_scope_of_${claims.size}_batches`,
    `
    select state.goods_id as "unitId"
    from goods_state as state
    where state.batch_id = any($1::uuid[]) or state.goods_id = any($2::uuid[]) or state.goods_id = any(array(select claim.goods_id from (${claims.sql}) as claim))
    order by state.goods_id
    `,
    [plainArrayLiteral(scope.batchIds), plainArrayLiteral(scope.unitIds)],
  );
  return rows.map(({ unitId }) => unitId);
}
