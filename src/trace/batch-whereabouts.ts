import { Decimal } from 'decimal.js';

import type { Context } from '../platform/context.js';
import type { BatchRow } from '../products/index.js';
import { type Whereabouts, whereaboutsOf } from './whereabouts.js';

/** UN/ECE Recommendation 20; serial-numbered units are pieces. */
const PIECE = 'H87';

export interface BatchWhereabouts extends Whereabouts {
  readonly asOf: Date;
  readonly made: { readonly quantity: string; readonly uom: string } | null;
  readonly unaccounted: string | null;
}

/** Where a batch is, held against what was made. Made is the declared quantity and nothing else (`architecture.md` 2.11). */
export async function whereaboutsOfBatch(context: Context, batch: BatchRow): Promise<BatchWhereabouts> {
  const asOf = context.now();
  const whereabouts = await whereaboutsOf(context.db, { batchIds: [batch.id], unitIds: [] }, asOf);
  const { declaredQuantity: quantity, uom } = batch;
  if (quantity === null || uom === null) return { ...whereabouts, asOf, made: null, unaccounted: null };
  const seen = quantitySeen(whereabouts, uom);
  return { ...whereabouts, asOf, made: { quantity, uom }, unaccounted: new Decimal(quantity).minus(seen).toFixed() };
}

/** Declared and never seen is not seen. */
function quantitySeen({ places }: Whereabouts, uom: string): Decimal {
  let seen = new Decimal(0);
  for (const { placeKind, units, quantities } of places) {
    if (placeKind === 'UNKNOWN') continue;
    if (uom === PIECE) seen = seen.plus(units);
    for (const entry of quantities) if (entry.uom === uom) seen = seen.plus(entry.quantity);
  }
  return seen;
}
