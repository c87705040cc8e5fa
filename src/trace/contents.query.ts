import type { Queryable } from '../platform/database/database.js';

/** The units, or the logistic units, packed in a logistic unit now, in key order. */
export async function contentsOf(
  db: Queryable,
  kind: 'unit' | 'logistic_unit',
  containerId: string,
  limit: number,
  after: string | null,
): Promise<string[]> {
  const rows = await db.rows<{ goodsId: string }>(
    `${kind}s_packed_in`,
    `
    select state.goods_id as "goodsId"
    from goods_state as state
    join ${kind} on ${kind}.${kind}_id = state.goods_id
    where state.container_id = $1
      and ($3::uuid is null or state.goods_id > $3)
    order by state.goods_id
    limit $2
    `,
    [containerId, limit, after],
  );
  return rows.map(({ goodsId }) => goodsId);
}
