import type { Gtin } from '../gs1/index.js';
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

const productsById: BatchQuery<ProductRow> = {
  find: (db, ids) =>
    db.rows<ProductRow>(
      'products_by_id',
      `
      select product.product_id as id, product.gtin, product.name, product.description, product.brand, product.category,
        product.registered_at is not null as registered
      from product
      where product.product_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (product) => product.id,
};

/** From memory while it is seconds old. */
export const productById = cached(productsById);
