/**
 * The GS1 modulo-10 check digit of the digits that precede it: weights 3 and 1 alternate from the right.
 *
 * GS1 General Specifications, 7.9.1 "Standard check digit calculations for GS1 data structures".
 */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    sum += Number(digits[i]) * ((digits.length - i) % 2 === 1 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

export function hasValidCheckDigit(key: string): boolean {
  return checkDigit(key.slice(0, -1)) === Number(key.at(-1));
}

/** The digits with their check digit behind them. */
export function withCheckDigit(digits: string): string {
  return `${digits}${checkDigit(digits)}`;
}
