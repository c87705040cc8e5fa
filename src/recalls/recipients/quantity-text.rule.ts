import { PIECE } from '../../gs1/index.js';
import type { UnitCount } from '../../trace/index.js';

/** So much of goods counted without serials; the unit of measure is of UN/ECE Recommendation 20. */
export interface Quantity {
  readonly quantity: string;
  readonly uom: string;
  /** The product that it is counted in; a launch of long ago did not keep it. */
  readonly gtin?: string | null;
}

/** What people write for the codes; others stand as they are. */
const WRITTEN: Readonly<Record<string, string>> = {
  H87: '',
  EA: '',
  C62: '',
  NAR: '',
  PCE: '',
  KGM: 'kg',
  GRM: 'g',
  MGM: 'mg',
  TNE: 't',
  LBR: 'lb',
  ONZ: 'oz',
  LTR: 'l',
  HLT: 'hl',
  CLT: 'cl',
  MLT: 'ml',
  MTQ: 'm³',
  MTR: 'm',
  CMT: 'cm',
  MMT: 'mm',
  FOT: 'ft',
  MTK: 'm²',
};

/**
 * How much someone received, as a notice in a language says it: `24`, `12.5 kg`, in German `12,5 kg`; null for nothing that was
 * counted. Units and quantities of several products, or packaging levels that cannot be counted in each other, are told apart
 * by their GTINs: `24 (09506000000015) + 2 (09506000000022)`.
 */
export function quantityText(
  units: readonly UnitCount[],
  quantities: readonly Quantity[],
  language: string,
): string | null {
  const parts = [...units.flatMap(inPieces), ...quantities];
  const isOne = new Set(parts.map(({ gtin }) => gtin ?? null)).size <= 1;
  const texts = parts.map(({ quantity, uom, gtin }) => {
    const amount = `${written(quantity, language)} ${WRITTEN[uom] ?? uom}`.trim();
    return isOne || !gtin ? amount : `${amount} (${gtin})`;
  });
  return texts.join(' + ') || null;
}

/** Without separators of thousands, which elsewhere separate the fraction: 1.234 kg are a thousand times as much to half of Europe. */
function written(quantity: string, language: string): string {
  const format = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 20 });
  return format.format(quantity as Intl.StringNumericLiteral);
}

function inPieces({ units, gtin }: UnitCount): Quantity[] {
  return units > 0 ? [{ quantity: String(units), uom: PIECE, gtin }] : [];
}
