import { hasValidCheckDigit } from '../check-digit.js';
import { hasValidCheckPair } from '../check-pair.js';
import { isKnownCountry } from './code-lists.js';
import { inOrder, isDigits, NON_DIGIT, type Linter } from './linter.js';

/** The shortest GS1 Company Prefix in use. */
const SHORTEST_COMPANY_PREFIX = 4;

export const csum: Linter = inOrder(
  (text) => (isDigits(text) ? null : NON_DIGIT),
  (text) => (hasValidCheckDigit(text) ? null : 'INCORRECT_CHECK_DIGIT'),
);

export const csumalpha: Linter = (text) => {
  if (text.length < 2) return 'TOO_SHORT_FOR_CHECK_PAIR';
  return hasValidCheckPair(text) ? null : 'INCORRECT_CHECK_PAIR';
};

/** Begins with what could be a GS1 Company Prefix. Which prefixes are given out is not for us to know. */
export const gcppos1: Linter = (text) => {
  if (text.length < SHORTEST_COMPANY_PREFIX) return 'TOO_SHORT_FOR_GCP';
  return isDigits(text.slice(0, SHORTEST_COMPANY_PREFIX)) ? null : 'INVALID_GCP_PREFIX';
};

/** The same after an indicator or extension digit. */
export const gcppos2: Linter = (text) => gcppos1(text.slice(1));

const SHORTEST_IBAN = 10;

/** ISO 13616: with country and check digits moved to the end and letters read as 10 to 35, the remainder by 97 is 1. */
export const iban: Linter = (text) => {
  if (text.length < SHORTEST_IBAN) return 'IBAN_TOO_SHORT';
  if (!/^[0-9A-Z]+$/.test(text)) return 'INVALID_IBAN_CHARACTER';
  if (!isKnownCountry(text.slice(0, 2))) return 'ILLEGAL_IBAN_COUNTRY_CODE';
  const turned = text.slice(4) + text.slice(0, 4);
  const remainder = Array.from(turned).reduce((rest, character) => {
    const value = parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1 ? null : 'INCORRECT_IBAN_CHECKSUM';
};
