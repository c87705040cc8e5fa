import type { Gtin } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';

export interface ProductRow {
  readonly id: string;
  readonly gtin: Gtin;
  readonly name: string | null;
  readonly description: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly registered: boolean;
}

const COLUMNS = `product.product_id as id, product.gtin, product.name, product.description, product.brand,
  product.category, product.registered_at is not null as registered`;

const productsById: BatchQuery<ProductRow> = {
  find: (db, ids) =>
    db.rows<ProductRow>(
      'products_by_id',
      `
      select ${COLUMNS}
      from product
      where product.product_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (product) => product.id,
};

/** From memory while it is seconds old. */
export const productById = cached(productsById);

/** At most `limit` products whose GTIN follows `after`. */
export function listProducts(db: Queryable, limit: number, after: string): Promise<ProductRow[]> {
  return db.rows<ProductRow>(
    'list_products',
    `
    select ${COLUMNS}
    from product
    where product.gtin > $2
    order by product.gtin
    limit $1
    `,
    [limit, after],
  );
}
