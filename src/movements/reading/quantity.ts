import { type Amount, hasPartOfThing, isUnitOfGoods, NO_UNIT_OF_GOODS } from '../../gs1/index.js';
import { parseDecimal } from '../../platform/decimal.js';
import { InvalidText } from '../../platform/text.js';
import type { Problems } from '../problem.js';

/** The amount as sent, in its one spelling; not zero, and below it only where that was allowed. */
export function readQuantity(
  text: string,
  uomText: string,
  field: string,
  problems: Problems,
  { signed = false } = {},
): Amount | null {
  const uom = uomText.trim();
  if (!isUnitOfGoods(uom)) return problems.add('INVALID_UNIT_OF_MEASURE', `${field}.uom`, `uom ${NO_UNIT_OF_GOODS}.`);
  const quantity = parseDecimal(text);
  const refuse = (reason: string) => problems.add('INVALID_QUANTITY', `${field}.quantity`, `quantity ${reason}.`);
  if (quantity instanceof InvalidText) return refuse(quantity.reason);
  if (signed && quantity === '0') return refuse('must not be zero');
  if (!signed && (quantity === '0' || quantity.startsWith('-'))) return refuse('must be greater than zero');
  if (hasPartOfThing({ quantity, uom }))
    return refuse(`must not leave a part of one, since ${uom} counts whole things`);
  return { quantity, uom };
}
