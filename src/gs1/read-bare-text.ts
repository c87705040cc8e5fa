import { checkDigit } from './check-digit.js';
import { parseElementString, FNC1 } from './element-string.js';
import { parseFreeText } from './free-text.js';
import { parseGln } from './gln.js';
import { parseGtin } from './gtin.js';
import { InvalidCode } from './invalid-code.js';
import { InvalidIdentifier } from './invalid-identifier.js';
import type { Scan } from './scan.js';
import { invalidScan, scanOfElements } from './scan-of-elements.js';
import { parseSscc } from './sscc.js';

/** Nothing is known of the goods but their name. */
const NO_PARTICULARS = {
  count: undefined,
  kilograms: undefined,
  productionDate: undefined,
  bestBefore: undefined,
  expiryDate: undefined,
};

/** Begins as an element string with a key would that has lost its FNC1. */
const LOOKS_LIKE_ELEMENTS = /^(?:0[12]\d{14}|00\d{18})./s;

/** Lengths at which digits are hardly anything but a key; with a wrong check digit, a key with a slip in it. */
const TELLING_LENGTHS = [13, 14, 18];

/** Readings of a text that does not say what it is, best first. */
export function readBareText(text: string, thisYear: number): readonly [Scan, ...Scan[]] {
  const [first, ...others] = [...keysOf(text), ...elementStringOf(text, thisYear)].sort(invalidLast);
  const name = parseFreeText('The text', text);
  if (name instanceof InvalidIdentifier) return first ? [first, ...others] : [unreadable(name)];

  const asText: Scan = { kind: 'text', text: name.text };
  if (!first) return [asText];
  // What could not even be a serial number, and nearly is a key, is a key with a slip in it.
  return first.kind === 'invalid' && name.conforming ? [asText, first, ...others] : [first, ...others, asText];
}

/** Digits that are a key by their length and check digit. People write them in groups. */
function keysOf(text: string): Scan[] {
  if (!/^\d[\d -]*$/.test(text)) return [];
  const digits = text.replace(/[ -]/g, '');
  const gtin = parseGtin(digits);
  const gln = parseGln(digits);
  const sscc = parseSscc(digits);
  const scans: Scan[] = [];
  if (!(sscc instanceof InvalidIdentifier)) scans.push({ kind: 'logisticUnit', sscc, content: undefined });
  if (!(gtin instanceof InvalidIdentifier)) scans.push({ kind: 'product', gtin, ...NO_PARTICULARS });
  if (!(gln instanceof InvalidIdentifier)) scans.push({ kind: 'location', gln, extension: undefined });
  return scans.length === 0 && TELLING_LENGTHS.includes(digits.length) ? [wrongCheckDigit(digits)] : scans;
}

/** Keyboards and simple scanners drop FNC1 at the beginning. Only a code whose key proves itself is taken for one. */
function elementStringOf(text: string, thisYear: number): Scan[] {
  const elements = parseElementString(FNC1 + text);
  const scan = elements instanceof InvalidCode ? invalidScan(elements) : scanOfElements(elements, thisYear);
  if (scan.kind === 'text') return [];
  return scan.kind !== 'invalid' || LOOKS_LIKE_ELEMENTS.test(text) ? [scan] : [];
}

function unreadable(flaw: InvalidIdentifier): Scan {
  return invalidScan(new InvalidCode('TEXT_INVALID', `${flaw.toString()}.`));
}

function wrongCheckDigit(digits: string): Scan {
  const kind = digits.length === 18 ? 'SSCC' : digits.length === 13 ? 'GTIN or GLN' : 'GTIN';
  const expected = checkDigit(digits.slice(0, -1));
  const reason = `${kind} "${digits}" has a wrong check digit, expected ${expected}.`;
  return invalidScan(new InvalidCode('INCORRECT_CHECK_DIGIT', reason));
}

/** Array.prototype.sort is stable: among the valid, what was found first stays first. */
function invalidLast(one: Scan, other: Scan): number {
  return Number(one.kind === 'invalid') - Number(other.kind === 'invalid');
}
