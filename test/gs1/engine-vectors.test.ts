import { test } from '@jest/globals';

import { parseDigitalLink } from '../../src/gs1/digital-link.js';
import type { Element } from '../../src/gs1/element.js';
import { parseBracketed, parseElementString, writeElementString } from '../../src/gs1/element-string.js';
import { InvalidCode } from '../../src/gs1/invalid-code.js';
import { flawOfMessage } from '../../src/gs1/message.rule.js';
import { escapeFully, escapeQuery, unescapePath, unescapeQuery } from '../../src/gs1/percent-encoding.js';
import { readSymbol } from '../../src/gs1/symbology.js';
import { writeDigitalLink } from '../../src/gs1/write-digital-link.js';
import { scoreGroup, type Exceptions } from './score.js';
import { readVectors } from './vectors.js';

interface EngineVector {
  readonly id: string;
  /** What GS1's own unit test of this one function expects. */
  readonly ok?: boolean;
  /** What its whole engine answers. */
  readonly fullValidation?: { readonly ok: boolean; readonly ai?: string };
  readonly options?: { readonly permitConvenienceAlphas?: boolean; readonly permitZeroSuppressedGTIN?: boolean };
  readonly ai?: string;
  readonly elementString?: string;
  readonly uri?: string;
  readonly stem?: string | null;
  readonly in?: string;
  readonly path?: string;
  readonly query?: string;
  readonly error?: string;
  readonly scanData?: string;
  readonly dataStr?: string;
}

const vectors = readVectors<EngineVector>('engine_vectors.json');

const score = (group: string, isMet: (vector: EngineVector) => boolean, exceptions?: Exceptions) => {
  scoreGroup(`engine ${group}`, vectors[group] ?? [], isMet, exceptions);
};

const PLACEHOLDER = 'names a variable of the unit test instead of its text; the limits have tests of their own';
const UNKNOWN_AI = 'asks to let an unknown application identifier pass; we never do';

type Parsed = readonly Element[] | InvalidCode;

/** The elements as GS1's vectors write them; null for what is refused. */
const asElementString = (parsed: Parsed) =>
  parsed instanceof InvalidCode ? null : writeElementString(parsed).replaceAll('\u001d', '^');

const expectedString = ({ ok, elementString = '' }: EngineVector) => (ok ? elementString : null);

const isValid = (parsed: Parsed) => !(parsed instanceof InvalidCode) && flawOfMessage(parsed) === null;

const parseLink = ({ uri = '', options }: EngineVector) =>
  parseDigitalLink(uri, {
    shortNames: options?.permitConvenienceAlphas ?? false,
    zeroSuppressedGtin: options?.permitZeroSuppressedGTIN ?? false,
  });

test('element strings in brackets are read as GS1 reads them', () => {
  score(
    'parseBracketedAI',
    (vector) => {
      const parsed = parseBracketed(vector.ai ?? '');
      return asElementString(parsed) === expectedString(vector) && isValid(parsed) === vector.fullValidation?.ok;
    },
    { 'ai.c:1423': PLACEHOLDER },
  );
});

test('element strings with FNC1 are read as GS1 reads them', () => {
  score(
    'processElementString',
    (vector) => {
      const parsed = parseElementString(vector.elementString ?? '');
      const isRead = !(parsed instanceof InvalidCode);
      return isRead === vector.ok && (!isRead || isValid(parsed) === vector.fullValidation?.ok);
    },
    { 'ai.c:1815': PLACEHOLDER, 'ai.c:1851': PLACEHOLDER },
  );
});

test('the elements of a message fit one another by the same rules', () => {
  score('validateAIs', ({ ok, ai = '' }) => isValid(parseBracketed(ai)) === ok);
});

test('a value is refused for the same fault', () => {
  score('aiLinters', ({ ai = '', error }) => {
    const parsed = parseBracketed(ai);
    const fault = parsed instanceof InvalidCode ? parsed.fault : 'OK';
    return `GS1_LINTER_${fault}` === error;
  });
});

test('Digital Links are read as GS1 reads them', () => {
  score(
    'parseDigitalLink',
    (vector) => {
      const parsed = parseLink(vector);
      const valid = vector.fullValidation?.ok ?? vector.ok;
      return asElementString(parsed) === expectedString(vector) && isValid(parsed) === valid;
    },
    { 'dl.c:1767': UNKNOWN_AI },
  );
});

test('Digital Links are written as GS1 writes them', () => {
  score(
    'generateDigitalLink',
    ({ ok, ai = '', stem, uri }) => {
      const elements = parseBracketed(ai);
      const link = elements instanceof InvalidCode ? elements : writeDigitalLink(elements, stem ?? undefined);
      return ok ? link === uri : link instanceof InvalidCode;
    },
    { 'dl.c:2206': UNKNOWN_AI },
  );
});

test('text is escaped for the path and for the query of a link', () => {
  score('uriEscape', ({ in: text = '', path, query }) => escapeFully(text) === path && escapeQuery(text) === query);
  score(
    'uriUnescape',
    ({ in: text = '', path, query }) => unescapePath(text) === path && unescapeQuery(text) === query,
  );
});

test('symbology identifiers are understood', () => {
  score('processScanData', ({ ok, scanData = '', dataStr = '' }) => {
    const content = readSymbol(scanData);
    if (content instanceof InvalidCode) return !ok;
    if ('text' in content) return ok === true && content.text === dataStr.replace(/^\\(\\*\^)/, '$1');
    return ok === true && asElementString(content.elements) === elementsOfDataString(dataStr);
  });
});

/** What the engine calls a symbol's data: an EAN's digits stand alone, and `|` is before a composite's second part. */
function elementsOfDataString(data: string): string {
  return data
    .replace(/^(\d{8,13})(?:\|\^)?/, (_, digits: string) => `^01${digits.padStart(14, '0')}`)
    .replace('|^', '');
}

test('what Retrace does not do is known', () => {
  const noBarcodes = 'Retrace reads barcodes and prints none';
  const noMarkup = 'We say what is wrong with a value, not at which character';

  score(
    'generateScanData',
    () => false,
    Object.fromEntries((vectors['generateScanData'] ?? []).map(({ id }) => [id, noBarcodes])),
  );
  score('errMarkup', () => false, { 'ai.c:1676': noMarkup });
});
