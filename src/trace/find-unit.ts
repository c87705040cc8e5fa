import type { Gtin, Serial } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import { productById, productId, unitById, unitId, type UnitRow } from '../products/index.js';

/**
 * A unit by what is printed on it. One that no movement names still has an answer if its product is known: somebody holds
 * it in their hand, and a recall of the product may concern it.
 */
export async function findUnit({ load }: Context, gtin: Gtin, serial: Serial): Promise<UnitRow | null> {
  const id = unitId(gtin, serial);
  const unit = await load(unitById, id);
  if (unit) return unit;
  const product = await load(productById, productId(gtin));
  return product && { id, productId: product.id, gtin, serial: serial.text, conforming: serial.conforming };
}
