import { InvalidText } from '../platform/text.js';

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Codes that have a name but are no country's: reserved, groups of countries, and tests (Unicode CLDR). */
const NO_COUNTRY = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

/** A country's code of two letters, ISO 3166-1 alpha-2; Kosovo's XK is used by its post and so is taken too. */
export function parseCountry(raw: string): string | InvalidText {
  const code = raw.trim().toUpperCase();
  const isCountry = /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) && isCurrent(code);
  return isCountry ? code : new InvalidText('is not a country code of two letters (ISO 3166-1), such as DE');
}

/** Codes of countries that are no more stand for their successor. */
function isCurrent(code: string): boolean {
  return NAMES.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}
