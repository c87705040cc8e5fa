import { parseDigitalLink } from './digital-link.js';
import { flawOfElement, type CheckElement, type Element } from './element.js';
import { FNC1, parseBracketed, parseElementString } from './element-string.js';
import { parseEpcUrn } from './epc-urn.js';
import { parseFreeText } from './free-text.js';
import { InvalidCode } from './invalid-code.js';
import { InvalidIdentifier } from './invalid-identifier.js';
import { readBareText } from './read-bare-text.js';
import type { Scan } from './scan.js';
import { invalidScan, scanOfElements } from './scan-of-elements.js';
import { readSymbol } from './symbology.js';

/** More than the largest symbol holds in GS1 elements, and room for a web address around them. */
const LONGEST_SCAN = 2000;

/**
 * Reads whatever a scanner sends or a person types: an element string, with or without symbology identifier, or in
 * brackets; a Digital Link; an EPC URN; a bare number or text. Never empty. Most codes have one reading; a bare text may have
 * several, and then the best is first. An `invalid` reading behind others tells what the text would be but for a slip.
 */
export function readScan(scanned: string, thisYear = new Date().getUTCFullYear()): readonly [Scan, ...Scan[]] {
  if (scanned.length > LONGEST_SCAN) {
    return [invalidScan(new InvalidCode('CODE_TOO_LONG', `A code has at most ${LONGEST_SCAN} characters.`))];
  }
  const text = withoutNoise(scanned);
  if (text === '') return [invalidScan(new InvalidCode('NO_ELEMENTS', 'The code is empty.'))];
  if (!text.startsWith(']')) return readText(text, thisYear);

  const content = readSymbol(text);
  if (content instanceof InvalidCode) return [invalidScan(content)];
  return 'text' in content ? readText(content.text, thisYear) : [scanOfElements(content.elements, thisYear)];
}

function readText(text: string, thisYear: number): readonly [Scan, ...Scan[]] {
  const elements = readMarkedUp(text);
  if (elements === null) return readBareText(text, thisYear);
  return [elements instanceof InvalidCode ? invalidScan(elements) : scanOfElements(elements, thisYear)];
}

/** The elements of a text that shows by how it begins that it is a GS1 code; null if it does not. */
function readMarkedUp(text: string): readonly Element[] | InvalidCode | null {
  if (text.startsWith('^')) return parseElementString(text);
  // Many scanners drop the FNC1 at the beginning; one in the middle shows as well what this is.
  if (text.includes(FNC1)) return parseElementString(FNC1 + text);
  if (/^\(\d{2,4}\)/.test(text)) return parseBracketed(text, checkLeniently);
  if (/^urn:epc:/i.test(text)) return parseEpcUrn(text);
  if (/^https?:\/\//i.test(text)) return readLink(text);
  if (text.startsWith('/')) return found(readLink(`https://id.gs1.org${text}`));
  if (/^[A-Za-z0-9\-.]+\.[A-Za-z]{2,}\//.test(text)) return found(readLink(`https://${text}`));
  return null;
}

/** Short names and short GTINs are on older packs. */
function readLink(text: string): readonly Element[] | InvalidCode {
  return parseDigitalLink(text, { zeroSuppressedGtin: true, shortNames: true, check: checkLeniently });
}

/** A text that only looks a little like a link is one if it proves to be one. */
function found(elements: readonly Element[] | InvalidCode): readonly Element[] | InvalidCode | null {
  return elements instanceof InvalidCode && elements.fault.startsWith('LINK_') ? null : elements;
}

/**
 * Brackets and links show where a value ends, so a serial or batch number that AI 21 or 10 could not hold is still read
 * for certain: it is kept, and flagged by what parses it. Between FNC1 characters it would rather be a misreading.
 */
const checkLeniently: CheckElement = (element) => {
  if (element.ai !== '10' && element.ai !== '21') return flawOfElement(element);
  const text = parseFreeText(element.ai === '10' ? 'The batch number' : 'The serial number', element.value);
  return text instanceof InvalidIdentifier ? new InvalidCode('TEXT_INVALID', `${text.toString()}.`, element.ai) : null;
};

/** How scanners and terminals show an FNC1 that they cannot print. No number that anyone gives holds one of these. */
const FNC1_IN_PRINT = /␝|<GS>|<FNC1>|\{GS\}|\{FNC1\}|\[GS\]|\[FNC1\]|\\x1d|\\u001d/gi;

/** Scanners frame what they send with STX, ETX, CR, LF and the like; FNC1 is no such noise, and some show it in print. */
function withoutNoise(scanned: string): string {
  let start = 0;
  let end = scanned.length;
  while (start < end && isNoise(scanned.charAt(start))) start++;
  while (end > start && isNoise(scanned.charAt(end - 1))) end--;
  return scanned.slice(start, end).replace(FNC1_IN_PRINT, FNC1);
}

const isNoise = (character: string) => /[\s\p{Cc}\u200b]/u.test(character) && character !== FNC1;
