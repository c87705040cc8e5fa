/** Character set 82 in the standard's order: a character's place is its value. */
const VALUES = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;

/** The 32 characters a check character can be: those that are not mistaken for one another. */
const CHECK_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const PRIMES = firstPrimes(97);

/**
 * The pair of check characters of a Global Model Number: values weighted by the primes, from the right, modulo 1021.
 *
 * GS1 General Specifications, 7.9.5 "Check character pair calculation".
 */
function checkPair(text: string): string | null {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES.indexOf(text.charAt(text.length - 1 - i));
    const prime = PRIMES[i];
    if (value < 0 || prime === undefined) return null;
    sum += value * prime;
  }
  const remainder = sum % 1021;
  return CHECK_CHARACTERS.charAt(remainder >> 5) + CHECK_CHARACTERS.charAt(remainder & 31);
}

export function hasValidCheckPair(text: string): boolean {
  return checkPair(text.slice(0, -2)) === text.slice(-2);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}
