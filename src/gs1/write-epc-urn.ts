import type { Element } from './element.js';
import { EPC_SCHEMES, type EpcScheme } from './epc-scheme.js';
import { InvalidCode } from './invalid-code.js';

/**
 * Writes GS1 keys as an EPC URN. How many digits of a key are its company's prefix cannot be seen from the key; whoever
 * assigned it knows. Without a serial number the URN is a pattern that stands for all of them.
 */
export function writeEpcUrn(elements: readonly Element[], companyPrefixLength: number): string | InvalidCode {
  if (!Number.isInteger(companyPrefixLength) || companyPrefixLength < 6 || companyPrefixLength > 12) {
    return new InvalidCode('COMPANY_PREFIX_LENGTH_INVALID', 'A GS1 Company Prefix in an EPC has 6 to 12 digits.');
  }
  const scheme = schemeOf(elements);
  const key = elements.find(({ ai }) => ai === scheme?.ai)?.value;
  if (!scheme || key === undefined)
    return new InvalidCode('EPC_SCHEME_UNKNOWN', 'There is no EPC scheme for this key.');

  const parts = partsOf(scheme, key, companyPrefixLength);
  if (!parts) return new InvalidCode('EPC_MALFORMED', `The key is too short for such a company prefix.`, scheme.ai);
  const serial = serialOf(scheme, elements, key);
  const form = formOf(scheme, serial);
  return `urn:epc:${form}:${scheme.name}:${[...parts, ...(scheme.serial ? [serial ?? '*'] : [])].join('.')}`;
}

/** The scheme whose key and serial number are both given; else the first with that key. */
function schemeOf(elements: readonly Element[]): EpcScheme | undefined {
  const isGiven = (wanted: string) => elements.some(({ ai }) => ai === wanted);
  const candidates = EPC_SCHEMES.filter(({ ai }) => isGiven(ai));
  const serialised = candidates.find(({ serial }) => typeof serial === 'object' && isGiven(serial.ai));
  return serialised ?? candidates[0];
}

function formOf(scheme: EpcScheme, serial: string | undefined): 'id' | 'class' | 'idpat' {
  if (scheme.isClass) return 'class';
  return scheme.serial !== undefined && serial === undefined ? 'idpat' : 'id';
}

function partsOf(scheme: EpcScheme, key: string, companyPrefixLength: number): string[] | null {
  const digits = digitsOf(scheme, key);
  const indicator = scheme.indicator ? digits.slice(0, 1) : '';
  const rest = digits.slice(indicator.length);
  const companyPrefix = rest.slice(0, companyPrefixLength);
  const reference = indicator + rest.slice(companyPrefixLength);
  if (!/^\d+$/.test(companyPrefix) || companyPrefix.length < companyPrefixLength) return null;
  if (scheme.digits === null && reference === '') return null;

  const pieces = scheme.pieces ? [key.slice(-4, -2), key.slice(-2)] : [];
  return [companyPrefix, escapeEpc(reference), ...pieces];
}

/** The key without filler, check digit, and what is behind it. */
function digitsOf({ digits, filler }: EpcScheme, key: string): string {
  const start = filler?.length ?? 0;
  return digits === null ? key : key.slice(start, start + digits);
}

function serialOf(scheme: EpcScheme, elements: readonly Element[], key: string): string | undefined {
  if (scheme.serial === undefined) return undefined;
  const serial =
    scheme.serial === 'behind'
      ? key.slice((scheme.filler?.length ?? 0) + (scheme.digits ?? 0) + 1)
      : elements.find(({ ai }) => typeof scheme.serial === 'object' && ai === scheme.serial.ai)?.value;
  return serial ? escapeEpc(serial) : scheme.noSerial;
}

/** GS1 EPC Tag Data Standard, table A-1: what may not stand in a URN as it is. */
function escapeEpc(text: string): string {
  return text.replace(/["%&/<>?]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
