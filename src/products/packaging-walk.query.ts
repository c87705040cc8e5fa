import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import { type Holders, holdingsAround } from './packaging-family.rule.js';
import type { PackagingLevelRow } from './packaging.query.js';

/** Every packaging level around some products, up and down. */
export interface PackagingAround {
  readonly levels: readonly PackagingLevelRow[];
  /** Why there may be more; null when this is all. */
  readonly truncated: string | null;
}

/** More than any assortment has; a graph that reaches so far is a mistake in the master data. */
const MOST_PRODUCTS = 10_000;

/**
 * All that products are packed into or hold, and these again: each, case, pallet. Walked set by set, each product visited
 * once, so that levels which name each other end the walk.
 */
export async function packagingAround(
  db: Queryable,
  productIds: readonly string[],
  mostProducts = MOST_PRODUCTS,
): Promise<PackagingAround> {
  const levels = new Map<string, PackagingLevelRow>();
  const met = new Set(productIds);
  const most = met.size + mostProducts;
  for (let frontier = [...met]; frontier.length > 0;) {
    const found = await levelsTouching(db, frontier);
    const fresh = new Set<string>();
    for (const level of found) {
      levels.set(`${level.productId} ${level.containedProductId}`, level);
      for (const id of [level.productId, level.containedProductId]) if (!met.has(id)) fresh.add(id);
    }
    if (met.size + fresh.size > most) {
      return { levels: [...levels.values()], truncated: `The packaging reaches more than ${mostProducts} products.` };
    }
    for (const id of fresh) met.add(id);
    frontier = [...fresh];
  }
  return { levels: [...levels.values()], truncated: null };
}

function levelsTouching(db: Queryable, productIds: readonly string[]): Promise<PackagingLevelRow[]> {
  return db.rows<PackagingLevelRow>(
    'packaging_levels_touching',
    `
    select level.product_id as "productId", level.contained_product_id as "containedProductId", level.quantity
    from packaging_level as level
    where level.product_id = any($1::uuid[]) or level.contained_product_id = any($1::uuid[])
    order by level.product_id, level.contained_product_id
    `,
    [plainArrayLiteral(productIds)],
  );
}

/** Batches of one number and what is the same goods in other packaging levels: whoever means one of `from`, means `to`. */
export interface SameGoods {
  readonly from: readonly string[];
  /** Those of `from` too, where they are asked for. */
  readonly to: readonly string[];
}

export interface OtherLevels {
  /** One for each thing that batches hold and each number: as long as there are batches, however many are the same goods. */
  readonly groups: readonly SameGoods[];
  readonly truncated: string | null;
}

/** The same goods as some batches, packed otherwise. Not those of theirs again, which a mixed display may lead astray. */
export async function batchesInOtherLevels(
  db: Queryable,
  batchIds: readonly string[],
  holders: Holders = 'ALL',
): Promise<OtherLevels> {
  const packed = batchIds.length === 0 ? [] : await packagedProducts(db, batchIds);
  if (packed.length === 0) return { groups: [], truncated: null };
  const { levels, truncated } = await packagingAround(db, packed);
  const { own, others } = holdingsAround(packed, levels, holders);
  const groups = await db.rows<SameGoods>(
    'batches_in_other_levels',
    `
    select asked.batch_ids as "from", array_agg(other.batch_id order by other.batch_id) as "to"
    from (
      select holding.content_id, batch.number, batch.conforming, array_agg(batch.batch_id order by batch.batch_id) as batch_ids
      from batch
      join unnest($2::uuid[], $3::uuid[]) as holding (product_id, content_id) on holding.product_id = batch.product_id
      where batch.batch_id = any($1::uuid[])
      group by holding.content_id, batch.number, batch.conforming
    ) as asked
    join unnest($4::uuid[], $5::uuid[]) as holding (product_id, content_id) on holding.content_id = asked.content_id
    join batch as other on other.product_id = holding.product_id
      and other.number = asked.number
      and other.conforming = asked.conforming
    group by asked.content_id, asked.number, asked.conforming, asked.batch_ids
    order by asked.batch_ids, asked.content_id
    `,
    [
      plainArrayLiteral(batchIds),
      ...[own, others].flatMap((holdings) => [
        plainArrayLiteral(holdings.map(({ productId }) => productId)),
        plainArrayLiteral(holdings.map(({ contentId }) => contentId)),
      ]),
    ],
  );
  return { groups, truncated };
}

/** The products of batches that are packed into others or hold some: of most batches none. */
async function packagedProducts(db: Queryable, batchIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ productId: string }>(
    'packaged_products_of_batches',
    `
    select distinct batch.product_id as "productId"
    from batch
    where batch.batch_id = any($1::uuid[])
      and (
        batch.product_id in (select level.product_id from packaging_level as level)
        or batch.product_id in (select level.contained_product_id from packaging_level as level)
      )
    order by 1
    `,
    [plainArrayLiteral(batchIds)],
  );
  return rows.map(({ productId }) => productId);
}
