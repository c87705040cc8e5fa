import { InvalidText, readLine } from '../platform/text.js';

const PHONE = /^\+?[\d ().\-/]+(?:(?:x|ext\.?|#) ?\d{1,6})?$/i;
const LONGEST = 40;

/** A number that a person can dial, as they wrote it: companies write them in many ways, and all are dialled by people. */
export function parsePhone(raw: string): string | InvalidText {
  const text = readLine(raw, LONGEST);
  if (text instanceof InvalidText) return text;
  const digits = text.replace(/\D/g, '').length;
  return PHONE.test(text) && digits >= 4 && digits <= 21 ? text : new InvalidText('is not a telephone number');
}
