import type { BatchNumber, Gtin } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { batchById, batchId, type BatchRow, productById, productId } from '../../products/index.js';

/**
 * A batch by what is printed on a pack. One that no movement names has an answer too, if its product is known: somebody holds a piece
 * of it in their hand, and has to be told that nobody can clear it.
 */
export async function findBatch({ load }: Context, gtin: Gtin, number: BatchNumber): Promise<BatchRow | null> {
  const id = batchId(gtin, number);
  const [batch, product] = await Promise.all([load(batchById, id), load(productById, productId(gtin))]);
  if (batch || !product) return batch;
  const { text, conforming } = number;
  return { id, productId: product.id, gtin, number: text, conforming, ...NOTHING_DECLARED };
}

const NOTHING_DECLARED = {
  declaredQuantity: null,
  uom: null,
  producedOn: null,
  expiresOn: null,
  supplierBatch: null,
};
