import { completeDigitKey, flawOfDigitKey } from './digit-key.js';
import type { InvalidIdentifier } from './invalid-identifier.js';

declare const sscc: unique symbol;

/** A Serial Shipping Container Code: 18 digits. */
export type Sscc = string & { readonly [sscc]: true };

const LENGTHS = [18];

export function parseSscc(text: string): Sscc | InvalidIdentifier {
  return flawOfDigitKey('SSCC', text, LENGTHS) ?? (text as Sscc);
}

/** The SSCC of the 17 digits that precede its check digit. */
export function makeSscc(digits: string): Sscc {
  return completeDigitKey('SSCC', digits, LENGTHS) as Sscc;
}
