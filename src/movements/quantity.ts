import { parseDecimal } from '../platform/decimal.js';
import { InvalidText } from '../platform/text.js';
import type { Problems } from './problem.js';

const UNIT_OF_MEASURE = /^[A-Z0-9]{2,3}$/;
/** Units of measure of UN/ECE Recommendation 20 that count things, of which there is no half. */
const COUNTED = new Set(['H87', 'EA', 'C62', 'NAR', 'PR', 'SET']);

export interface Amount {
  /** An exact decimal in its one spelling; not zero, and below it only where that was allowed. */
  readonly quantity: string;
  readonly uom: string;
}

export function readQuantity(
  text: string,
  uomText: string,
  field: string,
  problems: Problems,
  { signed = false } = {},
): Amount | null {
  const uom = uomText.trim();
  if (!UNIT_OF_MEASURE.test(uom)) {
    const message = 'uom must be a code of UN/ECE Recommendation 20, such as H87 (piece), KGM or LTR.';
    return problems.add('INVALID_UNIT_OF_MEASURE', `${field}.uom`, message);
  }
  const quantity = parseDecimal(text);
  const refuse = (reason: string) => problems.add('INVALID_QUANTITY', `${field}.quantity`, `quantity ${reason}.`);
  if (quantity instanceof InvalidText) return refuse(quantity.reason);
  if (signed && quantity === '0') return refuse('must not be zero');
  if (!signed && (quantity === '0' || quantity.startsWith('-'))) return refuse('must be greater than zero');
  if (COUNTED.has(uom) && quantity.includes('.')) {
    return refuse(`must be a whole number, since ${uom} counts pieces`);
  }
  return { quantity, uom };
}
