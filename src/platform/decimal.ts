import { InvalidText } from './text.js';

const DECIMAL = /^([+-]?)0*(\d+)(?:\.(?=\d)(\d*?)0*)?$/;
const MOST_WHOLE_DIGITS = 15;
const MOST_FRACTION_DIGITS = 6;
const LONGEST = 64;

/** An exact decimal in its one spelling: no exponent, no plus sign, no zeros that say nothing. */
export function parseDecimal(text: string): string | InvalidText {
  const match = text.length <= LONGEST ? DECIMAL.exec(text.trim()) : null;
  if (!match) return new InvalidText('is not a decimal number such as 12.5');
  const [, , whole = '', fraction = ''] = match;
  if (whole.length > MOST_WHOLE_DIGITS)
    return new InvalidText(`has more than ${MOST_WHOLE_DIGITS} digits before the point`);
  if (fraction.length > MOST_FRACTION_DIGITS) {
    return new InvalidText(`has more than ${MOST_FRACTION_DIGITS} digits behind the point`);
  }
  return spell(match);
}

/** A decimal of ours in the same spelling. What was added up or converted may have more digits than may be sent. */
export function spellDecimal(text: string): string {
  const match = DECIMAL.exec(text);
  if (!match) throw new Error(`${text} is no decimal number.`);
  return spell(match);
}

function spell([, sign, whole = '', fraction = '']: RegExpExecArray): string {
  const number = fraction ? `${whole}.${fraction}` : whole;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}
