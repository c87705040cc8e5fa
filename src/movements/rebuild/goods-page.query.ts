import type { Queryable } from '../../platform/database/database.js';
import { SHADOW } from './derived-tables.js';

/** The next goods after a key, those that have so many links between them. */
export async function goodsAfter(db: Queryable, after: string, links: number): Promise<string[]> {
  const rows = await db.rows<{ goodsId: string }>(
    'rebuilt_goods_after',
    `
    select distinct page.goods_id as "goodsId"
    from (
      select link.goods_id
      from ${SHADOW}.goods_movement as link
      where link.goods_id > $1
      order by link.goods_id
      limit $2
    ) as page
    order by "goodsId"
    `,
    [after, links],
  );
  return rows.map(({ goodsId }) => goodsId);
}
