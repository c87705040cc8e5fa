import { checkDigit, hasValidCheckDigit, withCheckDigit } from './check-digit.js';
import { InvalidIdentifier } from './invalid-identifier.js';

/** What is wrong with a key made of digits that ends in its check digit, or null. */
export function flawOfDigitKey(kind: string, text: string, lengths: readonly number[]): InvalidIdentifier | null {
  if (!lengths.includes(text.length)) {
    return new InvalidIdentifier(kind, text, `is not ${lengths.join(', ').replace(/, (\d+)$/, ' or $1')} digits long`);
  }
  if (!/^\d+$/.test(text)) return new InvalidIdentifier(kind, text, 'has a character that is not a digit');
  if (hasValidCheckDigit(text)) return null;
  // Whoever typed the digits, or holds the code, wants to know which.
  return new InvalidIdentifier(kind, text, `has a wrong check digit, expected ${checkDigit(text.slice(0, -1))}`);
}

/** A key from digits we chose ourselves. A wrong number of them is a mistake in the program, so it throws. */
export function completeDigitKey(kind: string, digits: string, lengths: readonly number[]): string {
  const key = withCheckDigit(digits);
  const flaw = flawOfDigitKey(kind, key, lengths);
  if (flaw) throw new RangeError(flaw.toString());
  return key;
}
