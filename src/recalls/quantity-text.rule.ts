import { Decimal } from 'decimal.js';

/** So much of goods counted without serials; the unit of measure is of UN/ECE Recommendation 20. */
export interface Quantity {
  readonly quantity: string;
  readonly uom: string;
}

/** What people write for the codes; others stand as they are. */
const WRITTEN: Readonly<Record<string, string>> = {
  H87: '',
  EA: '',
  C62: '',
  KGM: 'kg',
  GRM: 'g',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
};

/** How much someone received, as a notice says it: `24`, `24 + 12.5 kg`; null for nothing that was counted. */
export function quantityText(units: number, quantities: readonly Quantity[]): string | null {
  const parts = quantities.map(({ quantity, uom }) => `${quantity} ${WRITTEN[uom] ?? uom}`.trim());
  return [...(units > 0 ? [String(units)] : []), ...parts].join(' + ') || null;
}

/** The sum for each unit of measure. */
export function addUp(counts: readonly { readonly quantities: readonly Quantity[] }[]): Quantity[] {
  const sums = new Map<string, Decimal>();
  for (const { quantity, uom } of counts.flatMap(({ quantities }) => quantities)) {
    sums.set(uom, (sums.get(uom) ?? new Decimal(0)).plus(quantity));
  }
  return [...sums].sort().map(([uom, sum]) => ({ quantity: sum.toFixed(), uom }));
}
