import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { GoodsScope } from './scope.js';

/** The known units of a scope, in key order; those that two batches claim belong to both. */
export async function allUnitsInScope(db: Queryable, scope: GoodsScope): Promise<string[]> {
  const rows = await db.rows<{ unitId: string }>(
    'all_units_in_scope',
    `
    select state.goods_id as "unitId"
    from goods_state as state
    where state.batch_id = any($1::uuid[]) or state.other_batch_ids && $1::uuid[] or state.goods_id = any($2::uuid[])
    order by state.goods_id
    `,
    [plainArrayLiteral(scope.batchIds), plainArrayLiteral(scope.unitIds)],
  );
  return rows.map(({ unitId }) => unitId);
}
