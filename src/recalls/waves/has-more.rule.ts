import { Decimal } from '../../gs1/index.js';
import type { RecallRecipient } from '../recipients/recipients.js';

/** What the record says someone has, or may have. */
export type Counted = Pick<RecallRecipient, 'units' | 'unitsByProduct' | 'quantities' | 'mayHave'>;

/**
 * Whether someone has, or may have, more goods than they were told of: more of a product, another product, or some that nobody
 * can count where nothing was in doubt. What is certain by now and was only possible is not more.
 */
export function hasMore(now: Counted, told: Counted): boolean {
  if (told.mayHave === null && now.mayHave !== null && isUncounted(now.mayHave)) return true;
  const byProduct = now.unitsByProduct !== null && told.unitsByProduct !== null;
  const before = totalsOf(told, byProduct);
  return [...totalsOf(now, byProduct)].some(([kind, total]) => total.greaterThan(before.get(kind) ?? 0));
}

function isUncounted({ units, quantities }: NonNullable<Counted['mayHave']>): boolean {
  return units === 0 && quantities.length === 0;
}

/** Certain and possible together; a launch of long ago did not keep which products its units were of. */
function totalsOf({ mayHave, ...certain }: Counted, byProduct: boolean): Map<string, Decimal> {
  const totals = new Map<string, Decimal>();
  const add = (kind: string, count: number | string) => {
    totals.set(kind, (totals.get(kind) ?? new Decimal(0)).plus(count));
  };
  for (const { units, unitsByProduct, quantities } of mayHave ? [certain, mayHave] : [certain]) {
    if (byProduct) for (const { gtin, units: some } of unitsByProduct ?? []) add(`units of ${gtin ?? ''}`, some);
    else add('units', units);
    for (const { quantity, uom, gtin } of quantities) add(`${uom} of ${gtin ?? ''}`, quantity);
  }
  return totals;
}
