import { InvalidText } from '../platform/text.js';

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A language's code of two letters, ISO 639-1. */
export function parseLanguage(raw: string): string | InvalidText {
  const code = raw.trim().toLowerCase();
  const isLanguage = /^[a-z]{2}$/.test(code) && NAMES.of(code) !== undefined && isCurrent(code);
  return isLanguage ? code : new InvalidText('is not a language code of two letters (ISO 639-1), such as en');
}

/** `iw` was replaced by `he` long ago. */
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(code)[0] === code;
}
