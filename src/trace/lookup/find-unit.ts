import type { Gtin, Serial } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { productById, productId, unitId, type UnitRow } from '../../products/index.js';

/**
 * A unit by what is printed on it, which is all that its own row holds; so nothing but its product is read, and that from
 * memory. One that no movement names has an answer too, if its product is known: somebody holds it in their hand, and a
 * recall of the product may concern it.
 */
export async function findUnit({ load }: Context, gtin: Gtin, serial: Serial): Promise<UnitRow | null> {
  const product = await load(productById, productId(gtin));
  const { text, conforming } = serial;
  return product && { id: unitId(gtin, serial), productId: product.id, gtin, serial: text, conforming };
}
