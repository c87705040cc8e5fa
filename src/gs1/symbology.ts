import { type Element } from './element.js';
import { FNC1, parseElementString } from './element-string.js';
import { parseGtin } from './gtin.js';
import { InvalidCode } from './invalid-code.js';
import { InvalidIdentifier } from './invalid-identifier.js';

/*
 * A scanner may say first which symbol it has read: `]C1` for GS1-128, and so on.
 *
 * ISO/IEC 15424, "Data carrier identifiers"; GS1 General Specifications, 5.2.
 */

/** Symbols that hold GS1 elements: GS1-128, GS1 DataBar and composites, GS1 DataMatrix, GS1 QR Code, GS1 DotCode. */
const OF_ELEMENTS = [']C1', ']e0', ']d2', ']Q3', ']J1'];

/** EAN-13, UPC-A and UPC-E; EAN-8; ITF-14. */
const OF_GTIN = [']E0', ']E4', ']I1'];

/** Code 39, Code 128, Code 93, Interleaved 2 of 5, Codabar, PDF417, Data Matrix, QR Code, DotCode, Aztec: anything. */
const OF_TEXT = /^\](?:[AFGLz][0-9A-Za-z]|[CIJ]0|d[01]|Q[0-2])/;

/** In a composite symbol, where the two-dimensional part begins. */
const COMPOSITE = '|]e0';

/** What a symbol holds: elements, or a text that must speak for itself. */
export type SymbolContent = { readonly elements: readonly Element[] } | { readonly text: string };

/** Reads what a scanner sends with a symbology identifier before it. */
export function readSymbol(scanned: string): SymbolContent | InvalidCode {
  const identifier = scanned.slice(0, 3);
  const content = scanned.slice(3);
  if (OF_ELEMENTS.includes(identifier)) return readElements(content);
  if (OF_GTIN.includes(identifier)) return readGtinSymbol(content);
  if (OF_TEXT.test(scanned)) return { text: content };
  return new InvalidCode('SYMBOLOGY_UNKNOWN', `"${identifier}" is no symbology identifier that we know.`);
}

function readElements(content: string): SymbolContent | InvalidCode {
  if (content.includes('^'))
    return new InvalidCode('ILLEGAL_CHARACTER', 'The symbol holds a character that GS1 does not use.');
  const elements = parseElementString(FNC1 + content);
  return elements instanceof InvalidCode ? elements : { elements };
}

function readGtinSymbol(content: string): SymbolContent | InvalidCode {
  const [digits = '', composite] = content.split(COMPOSITE, 2);
  const gtin = parseGtin(digits);
  if (gtin instanceof InvalidIdentifier) return new InvalidCode('GTIN_INVALID', `${gtin.toString()}.`, '01');
  const primary = { ai: '01', value: gtin };
  if (composite === undefined) return { elements: [primary] };

  const secondary = readElements(composite);
  if (secondary instanceof InvalidCode || !('elements' in secondary)) return secondary;
  return { elements: [primary, ...secondary.elements] };
}
