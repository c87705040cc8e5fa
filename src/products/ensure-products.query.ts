import type { BatchNumber, Gtin } from '../gs1/index.js';
import type { Database } from '../platform/database/database.js';
import { ensuredRows } from '../platform/ensured-rows.js';
import { batchId, productId } from './goods-id.js';

export interface BatchName {
  readonly gtin: Gtin;
  readonly number: BatchNumber;
}

/** Stands in for products that movements mention before anyone registered them. */
export const ensureProducts = ensuredRows<Gtin>({
  keyOf: (gtin) => gtin,
  idOf: productId,
  insert: (db, ids, gtins) =>
    db.rows(
      'ensure_products',
      `
      insert into product (product_id, gtin)
      select mentioned.product_id, mentioned.gtin
      from unnest($1::uuid[], $2::text[]) as mentioned (product_id, gtin)
      on conflict do nothing
      `,
      [ids, gtins],
    ),
});

const ensureBatchRows = ensuredRows<BatchName>({
  keyOf: ({ gtin, number }) => `${gtin} ${number.text}`,
  idOf: ({ gtin, number }) => batchId(gtin, number),
  insert: (db, ids, batches) =>
    db.rows(
      'ensure_batches',
      `
      insert into batch (batch_id, product_id, number, conforming)
      select mentioned.batch_id, mentioned.product_id, mentioned.number, mentioned.conforming
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[])
        as mentioned (batch_id, product_id, number, conforming)
      on conflict do nothing
      `,
      [
        ids,
        batches.map(({ gtin }) => productId(gtin)),
        batches.map(({ number }) => number.text),
        batches.map(({ number }) => number.conforming),
      ],
    ),
});

/** Stands in for batches that movements mention before anyone declared them, and for their products. */
export async function ensureBatches(db: Database, batches: readonly BatchName[]): Promise<void> {
  await ensureProducts(
    db,
    batches.map(({ gtin }) => gtin),
  );
  await ensureBatchRows(db, batches);
}
