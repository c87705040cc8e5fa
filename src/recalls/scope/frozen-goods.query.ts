import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { RecalledGoods } from './recalled-goods.js';
import { type ScopeGoods, withPossible } from './scope-goods.js';

/**
 * Fixes what a launched recall covers, and what it may cover; verdicts are given on this, whatever the master data becomes. What a
 * later wave adds is covered besides, and what is certain once stays so.
 */
export async function freezeGoods(
  tx: Transaction,
  { recallId, wave }: { readonly recallId: string; readonly wave: number },
  goods: ScopeGoods,
): Promise<void> {
  const all = withPossible(goods);
  await tx.rows(
    'freeze_recall_goods',
    `
    insert into recall_goods (recall_id, goods_id, kind, is_certain, wave)
    select $1, goods.goods_id, goods.kind, possible.goods_id is null, $5
    from (
      select unnest($2::uuid[]) as goods_id, 'BATCH' as kind
      union all
      select unnest($3::uuid[]) as goods_id, 'UNIT' as kind
    ) as goods
    left join (select distinct unnest($4::uuid[]) as goods_id) as possible on possible.goods_id = goods.goods_id
    on conflict (recall_id, goods_id) do update set is_certain = true
    where excluded.is_certain and not recall_goods.is_certain
    `,
    [
      recallId,
      plainArrayLiteral(all.batchIds),
      plainArrayLiteral(all.unitIds),
      plainArrayLiteral([...goods.possible.batchIds, ...goods.possible.unitIds]),
      wave,
    ],
  );
  await coverProducts(tx, recallId, goods);
}

/**
 * Notes the products of goods that a recall covers, or that came into its scope since: nobody knows the batch of some units of these,
 * and none of those can be cleared.
 */
export async function coverProducts(
  tx: Transaction,
  recallId: string,
  { productIds, productIdsOfUnits }: Pick<ScopeGoods, 'productIds' | 'productIdsOfUnits'>,
): Promise<void> {
  await tx.rows(
    'cover_products',
    `
    insert into recall_product (recall_id, product_id, of_batches, of_units)
    select $1, product.product_id, product.product_id = any($2::uuid[]), product.product_id = any($3::uuid[])
    from (select unnest($2::uuid[]) as product_id union select unnest($3::uuid[])) as product
    on conflict (recall_id, product_id) do update set
      of_batches = recall_product.of_batches or excluded.of_batches,
      of_units = recall_product.of_units or excluded.of_units
    where excluded.of_batches and not recall_product.of_batches or excluded.of_units and not recall_product.of_units
    `,
    [recallId, productIds, productIdsOfUnits],
  );
}

/** Takes goods out of what a recall covers. */
export async function unfreezeGoods(tx: Transaction, recallId: string, goodsIds: readonly string[]): Promise<void> {
  await tx.rows(
    'unfreeze_recall_goods',
    `delete from recall_goods where recall_goods.recall_id = $1 and recall_goods.goods_id = any ($2::uuid[])`,
    [recallId, plainArrayLiteral(goodsIds)],
  );
}

export async function frozenGoodsOf(db: Queryable, recallId: string): Promise<RecalledGoods> {
  const goods = await db.rows<{ goodsId: string; kind: 'BATCH' | 'UNIT'; isCertain: boolean }>(
    'frozen_goods_of',
    `
    select recall_goods.goods_id as "goodsId", recall_goods.kind, recall_goods.is_certain as "isCertain"
    from recall_goods
    where recall_goods.recall_id = $1
    `,
    [recallId],
  );
  const products = await db.rows<{ productId: string; ofBatches: boolean; ofUnits: boolean }>(
    'frozen_products_of',
    `
    select covered.product_id as "productId", covered.of_batches as "ofBatches", covered.of_units as "ofUnits"
    from recall_product as covered
    where covered.recall_id = $1
    `,
    [recallId],
  );
  const idsOf = (kind: string, isCertain: boolean) =>
    new Set(goods.flatMap((line) => (line.kind === kind && line.isCertain === isCertain ? line.goodsId : [])));
  return {
    batchIds: idsOf('BATCH', true),
    unitIds: idsOf('UNIT', true),
    possible: { batchIds: idsOf('BATCH', false), unitIds: idsOf('UNIT', false) },
    productIds: new Set(products.filter(({ ofBatches }) => ofBatches).map(({ productId }) => productId)),
    productIdsOfUnits: new Set(products.filter(({ ofUnits }) => ofUnits).map(({ productId }) => productId)),
  };
}

/**
 * What an open recall covers, and what came into its scope since and no wave has covered: it is held, and whoever has it may not be
 * told that it is not affected, whether the recall follows what is made or not.
 */
export async function coveredGoodsOf(db: Queryable, recallId: string): Promise<RecalledGoods> {
  const frozen = await frozenGoodsOf(db, recallId);
  const since = await db.rows<{ goodsId: string; kind: 'BATCH' | 'UNIT' }>(
    'goods_added_since',
    `
    select distinct goods.goods_id as "goodsId", goods.kind
    from wave_proposal
    join wave_proposal_goods as goods using (recall_id, wave)
    join hold on hold.recall_id = $1 and hold.goods_id = goods.goods_id and hold.released_at is null
    where wave_proposal.recall_id = $1 and wave_proposal.state in ('PROPOSED', 'DECLINED') and goods.change = 'ADDED'
    `,
    [recallId],
  );
  const { batchIds, unitIds } = frozen.possible;
  const idsOf = (wanted: 'BATCH' | 'UNIT') => since.flatMap(({ goodsId, kind }) => (kind === wanted ? goodsId : []));
  return {
    ...frozen,
    possible: {
      batchIds: new Set([...batchIds, ...idsOf('BATCH')]),
      unitIds: new Set([...unitIds, ...idsOf('UNIT')]),
    },
  };
}

/** As a recall of them would freeze these goods. */
export function asIfFrozen({ batchIds, unitIds, possible, truncated, ...products }: ScopeGoods): RecalledGoods {
  const maybe = { batchIds: new Set<string>(possible.batchIds), unitIds: new Set<string>(possible.unitIds) };
  return {
    batchIds: new Set(batchIds.filter((id) => !maybe.batchIds.has(id))),
    unitIds: new Set(unitIds.filter((id) => !maybe.unitIds.has(id))),
    possible: maybe,
    productIds: new Set(products.productIds),
    productIdsOfUnits: new Set(products.productIdsOfUnits),
    truncated,
  };
}
