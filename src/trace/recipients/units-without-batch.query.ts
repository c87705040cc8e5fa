import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** How many units of these products, beside those that are named, are of no batch on record; and the first of them. */
export async function findUnitsWithoutBatch(
  db: Queryable,
  productIds: readonly string[],
  named: readonly string[],
  most: number,
): Promise<{ readonly units: number; readonly unitIds: readonly string[] }> {
  if (productIds.length === 0) return { units: 0, unitIds: [] };
  const rows = await db.rows<{ unitId: string; units: number }>(
    'units_without_batch',
    `
    select state.goods_id as "unitId", (count(*) over ())::integer as units
    from goods_state as state
    join unit on unit.unit_id = state.goods_id
    where state.batch_id is null
      and unit.product_id = any($1::uuid[])
      and not exists (select from unnest($2::uuid[]) as named (unit_id) where named.unit_id = state.goods_id)
    order by state.goods_id
    limit $3
    `,
    [plainArrayLiteral(productIds), plainArrayLiteral(named), most],
  );
  return { units: rows[0]?.units ?? 0, unitIds: rows.map(({ unitId }) => unitId) };
}
