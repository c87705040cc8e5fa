import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  parseBatchNumber,
  parseBracketed,
  parseDigitalLink,
  parseElementString,
  parseEpcUrn,
  parseGln,
  parseGtin,
  parseSerial,
  parseSscc,
  readScan,
} from '../../src/gs1/index.js';

const PARSERS = [
  parseBatchNumber,
  parseBracketed,
  parseDigitalLink,
  parseElementString,
  parseEpcUrn,
  parseGln,
  parseGtin,
  parseSerial,
  parseSscc,
];

/** Pieces of codes, glued together in ways nobody would. */
const fragment = fc.constantFrom(
  ...[
    '(01)',
    '(10)',
    '(',
    ')',
    '\\(',
    '\\',
    '^',
    '\u001d',
    ']C1',
    ']E0',
    '|]e0',
    '01',
    '10',
    '00',
    '02',
    '37',
    '8112',
    '7003',
  ],
  ...[
    'https://',
    'HTTP://',
    'a.example/',
    '/01/',
    '/10/',
    '//',
    '?',
    '&',
    ';',
    '=',
    '#',
    '%',
    '%2',
    '%FF',
    '%e2%82%ac',
    '+',
  ],
  ...[
    'urn:epc:id:',
    'urn:epc:idpat:',
    'sgtin:',
    'sgln:',
    '.',
    '*',
    '9506000',
    '09506000140445',
    '006141411234567890',
    ' ',
    '\r\n',
  ],
  ...['\u0000', '\ud800', '\udc00', '\u202e', '\u0301', '批', '€', '😀', '__proto__', 'constructor'],
);

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragment, { maxLength: 30 }).map((pieces) => pieces.join('')),
);

test('no input makes a parser throw', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const parse of PARSERS) parse(text);
      expect(readScan(text).length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

test('every text that a scan yields can be stored: no control characters, no half of a character', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const texts = readScan(text).flatMap((scan) => {
        if (scan.kind === 'text') return [scan.text];
        if (scan.kind === 'unit') return [scan.serial.text, scan.batch?.text ?? ''];
        return scan.kind === 'batch' ? [scan.batch.text] : [];
      });

      for (const stored of texts) expect(stored).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
    { numRuns: 2000 },
  );
});

const LONG = 200_000;

test.each([
  ['brackets', '('],
  ['escaped brackets', '\\('],
  ['empty elements', '(99)'],
  ['separators', '^'],
  ['elements', '^99A'],
  ['digits', '0'],
  ['slashes', '/'],
  ['pairs of a path', '/10/A'],
  ['escapes', '%41'],
  ['broken escapes', '%'],
  ['queries', '&99=A'],
  ['dots', '.'],
  ['spaces', ' '],
  ['accents', '\u0301\u0316'],
])('a megabyte of %s is answered at once', (_, piece) => {
  const flood = piece.repeat(LONG);
  const start = process.hrtime.bigint();

  for (const head of ['', '(01)', '^01', 'https://a/01/', 'https://a/01/09506000140445?', 'urn:epc:id:sgtin:']) {
    for (const parse of PARSERS) parse(head + flood);
    readScan(head + flood);
  }

  // Generous: a parser that goes over its input again and again would need minutes.
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(5);
});

test.each(['(', '\\(', '^99A', '/', '%41', '%', ' ', '\u001d', '0 ', '.'])(
  'the longest scan of %j takes a moment',
  (piece) => {
    const start = process.hrtime.bigint();

    for (let i = 0; i < 100; i++) readScan(piece.repeat(2000 / piece.length));

    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(2);
  },
);
