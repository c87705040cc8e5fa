import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';

// Recalls from before there was the choice cover what was made from their goods.
export const ONLY_NAMED = `coalesce((recall.scope ->> 'onlyNamed')::boolean, false)`;

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

/** The closed recalls that covered batches of a product, and those that covered units of it by their serials. */
export interface ProductRecalledBefore {
  readonly productId: string;
  readonly ofBatches: readonly string[];
  readonly ofUnits: readonly string[];
}

export const closedRecallsByProduct: BatchQuery<ProductRecalledBefore> = {
  find: (db, productIds) =>
    db.rows<ProductRecalledBefore>(
      'closed_recalls_by_product',
      `
      select
        covered.product_id as "productId",
        coalesce(json_agg(covered.recall_id) filter (where covered.of_batches), '[]') as "ofBatches",
        coalesce(json_agg(covered.recall_id) filter (where covered.of_units), '[]') as "ofUnits"
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

/** That there are recalls that are closed, and that some of them covered what was made of their goods too. */
export interface ClosedRecalls {
  readonly some: boolean;
  readonly someFollowed: boolean;
}

export async function closedRecalls(db: Queryable): Promise<ClosedRecalls> {
  const [closed] = await db.rows<ClosedRecalls>(
    'closed_recalls',
    `
    select
      count(*) > 0 as some,
      coalesce(bool_or(not ${ONLY_NAMED}), false) as "someFollowed"
    from recall
    where recall.status = 'CLOSED' and recall.kind <> 'MOCK'
    `,
  );
  return closed ?? { some: true, someFollowed: true };
}
