import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import { familiesOf } from './packaging-family.rule.js';
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

/** From batches to those of the same number in other packaging levels: the same goods, packed otherwise. */
export interface OtherLevels {
  readonly batches: readonly { readonly from: string; readonly to: string }[];
  readonly truncated: string | null;
}

export async function batchesInOtherLevels(db: Queryable, batchIds: readonly string[]): Promise<OtherLevels> {
  const packed = await packagedProducts(db, batchIds);
  if (packed.length === 0) return { batches: [], truncated: null };
  const { levels, truncated } = await packagingAround(db, packed);
  const families = familiesOf(packed, levels);
  const pairs = packed.flatMap((productId) =>
    (families.get(productId) ?? []).flatMap((other) => (other === productId ? [] : [[productId, other] as const])),
  );
  const batches = await db.rows<OtherLevels['batches'][number]>(
    'batches_in_other_levels',
    `
    select batch.batch_id as "from", other.batch_id as "to"
    from unnest($2::uuid[], $3::uuid[]) as family (product_id, other_product_id)
    join batch on batch.product_id = family.product_id
    join batch as other on other.product_id = family.other_product_id
      and other.number = batch.number
      and other.conforming = batch.conforming
    where batch.batch_id = any($1::uuid[])
    order by 1, 2
    `,
    [
      plainArrayLiteral(batchIds),
      plainArrayLiteral(pairs.map(([productId]) => productId)),
      plainArrayLiteral(pairs.map(([, other]) => other)),
    ],
  );
  return { batches, truncated };
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
