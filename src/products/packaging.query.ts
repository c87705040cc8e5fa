import type { Queryable, Transaction } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';

/** One product of this kind holds so many of that. */
export interface PackagingLevelRow {
  readonly productId: string;
  readonly containedProductId: string;
  readonly quantity: number;
}

export interface PackagingOfProduct {
  readonly productId: string;
  readonly levels: readonly PackagingLevelRow[];
}

const COLUMNS = `packaging_level.product_id as "productId",
  packaging_level.contained_product_id as "containedProductId", packaging_level.quantity`;

/** What one of each product holds directly. */
export const packagingOfProduct: BatchQuery<PackagingOfProduct> = {
  async find(db, productIds) {
    const levels = await db.rows<PackagingLevelRow>(
      'packaging_of_products',
      `
      select ${COLUMNS}
      from packaging_level
      where packaging_level.product_id = any($1::uuid[])
      order by packaging_level.product_id, packaging_level.contained_product_id
      `,
      [productIds],
    );
    return grouped(productIds, levels, ({ productId }) => productId);
  },
  keyOf: ({ productId }) => productId,
};

/** What holds each product directly. */
export const packagesOfProduct: BatchQuery<PackagingOfProduct> = {
  async find(db, productIds) {
    const levels = await db.rows<PackagingLevelRow>(
      'packages_of_products',
      `
      select ${COLUMNS}
      from packaging_level
      where packaging_level.contained_product_id = any($1::uuid[])
      order by packaging_level.contained_product_id, packaging_level.product_id
      `,
      [productIds],
    );
    return grouped(productIds, levels, ({ containedProductId }) => containedProductId);
  },
  keyOf: ({ productId }) => productId,
};

/** What these products hold, and what that holds, down to the last. Each product is visited once. */
export function packagingBelow(db: Queryable, productIds: readonly string[]): Promise<PackagingLevelRow[]> {
  return db.rows<PackagingLevelRow>(
    'packaging_below',
    `
    with recursive below (product_id) as (
      select source.product_id
      from unnest($1::uuid[]) as source (product_id)
      union
      select packaging_level.contained_product_id
      from below
      join packaging_level on packaging_level.product_id = below.product_id
    )
    select ${COLUMNS}
    from below
    join packaging_level on packaging_level.product_id = below.product_id
    order by packaging_level.product_id, packaging_level.contained_product_id
    `,
    [productIds],
  );
}

/** Two registrations that together close a circle must not pass each other; readers are not held up. */
export async function lockPackaging(tx: Transaction): Promise<void> {
  await tx.rows('lock_packaging', 'lock table packaging_level in share row exclusive mode');
}

/** Gives these products these levels and no others. */
export async function replacePackaging(
  tx: Transaction,
  productIds: readonly string[],
  levels: readonly PackagingLevelRow[],
): Promise<void> {
  if (productIds.length === 0) return;
  await tx.rows('remove_packaging', 'delete from packaging_level where packaging_level.product_id = any($1::uuid[])', [
    productIds,
  ]);
  await tx.rows(
    'insert_packaging',
    `
    insert into packaging_level (product_id, contained_product_id, quantity)
    select level.product_id, level.contained_product_id, level.quantity
    from unnest($1::uuid[], $2::uuid[], $3::integer[]) as level (product_id, contained_product_id, quantity)
    on conflict do nothing
    `,
    [
      levels.map(({ productId }) => productId),
      levels.map(({ containedProductId }) => containedProductId),
      levels.map(({ quantity }) => quantity),
    ],
  );
}

function grouped(
  productIds: readonly string[],
  levels: readonly PackagingLevelRow[],
  keyOf: (level: PackagingLevelRow) => string,
): PackagingOfProduct[] {
  const byProduct = new Map<string, PackagingLevelRow[]>(productIds.map((productId) => [productId, []]));
  for (const level of levels) byProduct.get(keyOf(level))?.push(level);
  return [...byProduct].map(([productId, found]) => ({ productId, levels: found }));
}
