import type { Queryable } from '../../platform/database/database.js';
import { type Links, withTheirEmptyings } from '../capture/apply-links.js';
import { LINK_COLUMNS, linksOf } from '../capture/links.query.js';
import type { Link } from '../fold.rule.js';
import { SHADOW } from './derived-tables.js';

/** Of the goods that follow a key, what their states are folded from: about so many links, and always all of one's. */
export async function goodsAfter(db: Queryable, after: string, atOnce: number): Promise<Links[]> {
  const links = await db.rows<Link>(
    'rebuilt_links_after',
    `
    select ${LINK_COLUMNS}
    from ${SHADOW}.goods_movement as link
    where link.goods_id > $1
    order by link.goods_id
    limit $2
    `,
    [after, atOnce],
  );
  const byGoods = groupInOrder(links);
  const last = byGoods.at(-1);
  if (links.length < atOnce || !last) return withTheirEmptyings(db, byGoods);
  // Of the last there can be more, and nobody knows how many.
  const [{ goodsId }] = last;
  const [first, ...others] = (await linksOf(db, [goodsId])).get(goodsId) ?? last;
  return withTheirEmptyings(db, [...byGoods.slice(0, -1), first ? [first, ...others] : last]);
}

function groupInOrder(links: readonly Link[]): Links[] {
  const groups: Links[] = [];
  for (const link of links) {
    const last = groups.at(-1);
    if (last?.[0].goodsId === link.goodsId) last.push(link);
    else groups.push([link]);
  }
  return groups;
}
