import { Decimal } from 'decimal.js';

import type { CountedQuantity } from '../products/index.js';

/** Quantities of one kind may be added up: the same unit of measure of the same product. */
export function kindOfQuantity({ uom, gtin }: Omit<CountedQuantity, 'quantity'>): string {
  return `${uom} ${gtin ?? ''}`;
}

/** The sum of each kind, in the order of unit of measure and product; those that add up to nothing are left out. */
export function sumsByKind(quantities: Iterable<CountedQuantity>): CountedQuantity[] {
  const sums = new Map<string, { readonly of: CountedQuantity; readonly sum: Decimal }>();
  for (const counted of quantities) {
    const kind = kindOfQuantity(counted);
    const sum = (sums.get(kind)?.sum ?? new Decimal(0)).plus(counted.quantity);
    sums.set(kind, { of: counted, sum });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { of, sum }]) => (sum.isZero() ? [] : { ...of, quantity: sum.toFixed() }));
}
