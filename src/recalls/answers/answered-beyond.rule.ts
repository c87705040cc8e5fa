import { Decimal, baseUnitOf, PIECE } from '../../gs1/index.js';
import type { Quantity } from '../recipients/quantity-text.rule.js';
import type { AnsweredCounts } from './answer.js';

/** What a recipient is told they received. */
interface Told {
  readonly units: number;
  readonly unitsByProduct: readonly { readonly gtin: string | null }[] | null;
  readonly quantities: readonly Quantity[];
  /** What they may have beside it; null for nothing. */
  readonly mayHave: unknown;
}

/**
 * By how much a recipient answers that they have, sold on, returned and destroyed more than they received; null where it is
 * not more. An answer has no unit of measure, so it is held only against goods of one kind, all of which is certain.
 */
export function answeredBeyond(answer: AnsweredCounts, told: Told | null): string | null {
  if (told?.mayHave !== null || !isOneKind(told)) return null;
  const { onHand, soldOn, returned, destroyed } = answer;
  const claimed = [onHand, soldOn, returned, destroyed].reduce((sum, count) => sum.plus(count ?? 0), new Decimal(0));
  const received = told.quantities.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(told.units));
  return claimed.greaterThan(received) ? claimed.minus(received).toFixed() : null;
}

/** One product in one unit of measure; units are pieces of theirs. */
function isOneKind({ units, unitsByProduct, quantities }: Told): boolean {
  const ofUnits = units === 0 ? [] : (unitsByProduct ?? [{ gtin: null }]).map(({ gtin }) => `${gtin ?? ''} ${PIECE}`);
  const ofQuantities = quantities.map(({ gtin, uom }) => `${gtin ?? ''} ${baseUnitOf(uom) === PIECE ? PIECE : uom}`);
  return new Set([...ofUnits, ...ofQuantities]).size === 1;
}
