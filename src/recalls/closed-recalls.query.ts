import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';

// Recalls from before there was the choice cover what was made from their goods.
const ONLY_NAMED = `coalesce((recall.scope ->> 'onlyNamed')::boolean, false)`;

/** Goods that recalls held until they were closed. */
export interface HeldBefore {
  readonly goodsId: string;
  readonly kind: 'BATCH' | 'UNIT';
  readonly recalls: readonly { readonly recallId: string; readonly isCertain: boolean }[];
}

/**
 * Holds stay on record when a recall is closed, and tell what was made of its goods later, too: of that nothing was kept that
 * says whether it was certain. What a wave took out of the scope was held no more when the recall was closed. What a recall of only
 * the named goods held besides was in dispute, and it did not cover that. A mock recall held nothing.
 */
export const closedRecallsByGoods: BatchQuery<HeldBefore> = {
  find: (db, goodsIds) =>
    db.rows<HeldBefore>(
      'closed_recalls_by_goods',
      `
      select
        hold.goods_id as "goodsId", hold.kind,
        json_agg(json_build_object('recallId', hold.recall_id, 'isCertain', coalesce(goods.is_certain, false))) as recalls
      from hold
      join recall on recall.recall_id = hold.recall_id and recall.status = 'CLOSED'
      left join recall_goods as goods on goods.recall_id = hold.recall_id and goods.goods_id = hold.goods_id
      where hold.goods_id = any($1::uuid[]) and hold.released_at >= recall.closed_at
        and (goods.goods_id is not null or not ${ONLY_NAMED})
      group by hold.goods_id, hold.kind
      `,
      [plainArrayLiteral(goodsIds)],
    ),
  keyOf: ({ goodsId }) => goodsId,
};

/** The closed recalls that covered batches of a product. */
export interface ProductRecalledBefore {
  readonly productId: string;
  readonly recallIds: readonly string[];
}

export const closedRecallsByProduct: BatchQuery<ProductRecalledBefore> = {
  find: (db, productIds) =>
    db.rows<ProductRecalledBefore>(
      'closed_recalls_by_product',
      `
      select covered.product_id as "productId", json_agg(covered.recall_id) as "recallIds"
      from recall
      join recall_product as covered
        on covered.recall_id = recall.recall_id and covered.product_id = any($1::uuid[])
      where recall.status = 'CLOSED' and recall.kind <> 'MOCK'
      group by covered.product_id
      `,
      [productIds],
    ),
  keyOf: ({ productId }) => productId,
};

/** The recalls that were closed last, and how many are closed in all. */
export interface ClosedLast {
  readonly which: WhichClosed;
  readonly recallIds: readonly string[];
  readonly all: number;
}
/** All of them, or those that cover what was made of their goods too. */
export type WhichClosed = 'ALL' | 'WITH_WHAT_WAS_MADE';

/** For who cannot be cleared of any recall, whatever it covered; years of them are counted, and only the last are told. */
export const closedLast = (most: number): BatchQuery<ClosedLast> => ({
  find: (db, which) =>
    db.rows<ClosedLast>(
      'closed_last',
      `
      select
        asked.which, closed.count as "all",
        array(
          select recall.recall_id from recall
          where recall.status = 'CLOSED' and recall.kind <> 'MOCK' and (asked.which = 'ALL' or not ${ONLY_NAMED})
          order by recall.closed_at desc nulls last, recall.recall_id
          limit $2
        ) as "recallIds"
      from unnest($1::text[]) as asked (which)
      cross join lateral (
        select count(*)::integer as count from recall
        where recall.status = 'CLOSED' and recall.kind <> 'MOCK' and (asked.which = 'ALL' or not ${ONLY_NAMED})
      ) as closed
      `,
      [which, most],
    ),
  keyOf: ({ which }) => which,
});

/** A recall that is closed, and the products of which it may have covered units. */
export interface ClosedOverUnits {
  readonly recallId: string;
  /** Whether it covered any units by themselves, and what was made of them. */
  readonly coversUnits: boolean;
  readonly productIds: readonly string[];
  readonly namedGtins: readonly string[];
}

/** Those of the closed recalls that are not known yet: what a closed one covered changes no more. */
export function closedOverUnits(db: Queryable, knownIds: readonly string[]): Promise<ClosedOverUnits[]> {
  return db.rows<ClosedOverUnits>(
    'closed_over_units',
    `
    select
      recall.recall_id as "recallId",
      not ${ONLY_NAMED} and exists (
        select from recall_goods as goods where goods.recall_id = recall.recall_id and goods.kind = 'UNIT'
      ) as "coversUnits",
      array(
        select covered.product_id from recall_product as covered where covered.recall_id = recall.recall_id
      ) as "productIds",
      array(
        select distinct named.goods ->> 'gtin'
        from jsonb_array_elements(
          coalesce(recall.scope -> 'serials', '[]') || coalesce(recall.scope -> 'ranges', '[]')
        ) as named (goods)
      ) as "namedGtins"
    from recall
    where recall.status = 'CLOSED' and recall.kind <> 'MOCK' and recall.recall_id <> all ($1::uuid[])
    `,
    [knownIds],
  );
}

export async function someRecallIsClosed(db: Queryable): Promise<boolean> {
  const closed = await db.rows('some_recall_is_closed', `select 1 from recall where recall.status = 'CLOSED' limit 1`);
  return closed.length > 0;
}
