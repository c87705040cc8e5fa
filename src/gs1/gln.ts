import { completeDigitKey, flawOfDigitKey } from './digit-key.js';
import type { InvalidIdentifier } from './invalid-identifier.js';

declare const gln: unique symbol;

/** A Global Location Number: 13 digits. */
export type Gln = string & { readonly [gln]: true };

const LENGTHS = [13];

export function parseGln(text: string): Gln | InvalidIdentifier {
  return flawOfDigitKey('GLN', text, LENGTHS) ?? (text as Gln);
}

/** The GLN of the 12 digits that precede its check digit. */
export function makeGln(digits: string): Gln {
  return completeDigitKey('GLN', digits, LENGTHS) as Gln;
}
