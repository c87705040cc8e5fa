import type { Queryable } from '../../platform/database/database.js';
import { BEFORE_ALL_IDS } from '../before-all-ids.js';

/**
 * The known units of a batch in key order, `limit` at a time; those that two batches claim belong to both. The two ways are
 * asked for apart: joined by `or`, PostgreSQL walks all units there are in key order until it has met enough of this batch.
 */
export async function unitsOfBatch(
  db: Queryable,
  batchId: string,
  limit: number,
  after: string | null,
): Promise<string[]> {
  const rows = await db.rows<{ unitId: string }>(
    'units_of_batch',
    `
    select found.goods_id as "unitId"
    from (
      (
        select state.goods_id
        from goods_state as state
        where state.batch_id = $1::uuid
          and state.goods_id > $2::uuid
        order by state.goods_id
        limit $3
      )
      union all
      select state.goods_id
      from goods_state as state
      where state.other_batch_ids @> array[$1::uuid]
        and state.goods_id > $2::uuid
    ) as found
    order by found.goods_id
    limit $3
    `,
    [batchId, after ?? BEFORE_ALL_IDS, limit],
  );
  return rows.map(({ unitId }) => unitId);
}
