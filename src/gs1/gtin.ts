import { completeDigitKey, flawOfDigitKey } from './digit-key.js';
import type { InvalidIdentifier } from './invalid-identifier.js';

declare const gtin: unique symbol;

/** A Global Trade Item Number, kept as 14 digits so that equal items compare equal. */
export type Gtin = string & { readonly [gtin]: true };

const LENGTHS = [8, 12, 13, 14];

export function parseGtin(text: string): Gtin | InvalidIdentifier {
  return flawOfDigitKey('GTIN', text, LENGTHS) ?? (text.padStart(14, '0') as Gtin);
}

/** The GTIN of the 7, 11, 12 or 13 digits that precede its check digit. */
export function makeGtin(digits: string): Gtin {
  return completeDigitKey('GTIN', digits, LENGTHS).padStart(14, '0') as Gtin;
}
