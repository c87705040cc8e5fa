import { Decimal, baseUnitOf } from '../gs1/index.js';
import { type CountedQuantity, UnitsSent } from '../products/index.js';

/** Quantities of one kind may be added up: the same product in units of measure of one dimension. */
export function kindOfQuantity({ uom, gtin }: Omit<CountedQuantity, 'quantity'>): string {
  return `${baseUnitOf(uom)} ${gtin ?? ''}`;
}

/**
 * The sum of each kind, in the order of unit of measure and product; those that add up to nothing are left out. Each is told
 * in the unit in which all of it was, else in the base unit of its dimension.
 */
export function sumsByKind(quantities: Iterable<CountedQuantity>): CountedQuantity[] {
  const sums = new Map<string, { readonly of: CountedQuantity; readonly sum: Decimal }>();
  const units = new UnitsSent<CountedQuantity>(({ gtin }) => gtin);
  for (const one of quantities) {
    const counted = units.inBase(one);
    const kind = kindOfQuantity(counted);
    const sum = (sums.get(kind)?.sum ?? new Decimal(0)).plus(counted.quantity);
    sums.set(kind, { of: counted, sum });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { of, sum }]) => (sum.isZero() ? [] : units.asSent({ ...of, quantity: sum.toFixed() })));
}
