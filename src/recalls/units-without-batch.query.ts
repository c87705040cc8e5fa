import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { ScopeGoods } from './scope-goods.js';

/** Units of recalled products of which nobody has said the batch: none of them can be cleared. */
export interface UnitsWithoutBatch {
  readonly units: number;
  /** Those whose customers are looked for. */
  readonly unitIds: readonly string[];
}

/** As many as are traced well within the time that a preview has; a company that ships without batches has millions. */
const MOST_TRACED = 50_000;

export async function unitsWithoutBatch(
  db: Queryable,
  { productIds, unitIds }: Pick<ScopeGoods, 'productIds' | 'unitIds'>,
  mostTraced = MOST_TRACED,
): Promise<UnitsWithoutBatch> {
  if (productIds.length === 0) return { units: 0, unitIds: [] };
  const rows = await db.rows<{ unitId: string; units: number }>(
    'units_without_batch',
    `
    select state.goods_id as "unitId", (count(*) over ())::integer as units
    from goods_state as state
    join unit on unit.unit_id = state.goods_id
    where state.batch_id is null
      and unit.product_id = any($1::uuid[])
      and state.goods_id <> all($2::uuid[])
    order by state.goods_id
    limit $3
    `,
    [plainArrayLiteral(productIds), plainArrayLiteral(unitIds), mostTraced],
  );
  return { units: rows[0]?.units ?? 0, unitIds: rows.map(({ unitId }) => unitId) };
}
