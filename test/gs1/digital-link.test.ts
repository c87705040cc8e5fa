import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  InvalidCode,
  InvalidIdentifier,
  batchKey,
  makeGtin,
  parseBatchNumber,
  parseDigitalLink,
  parseSerial,
  unitKey,
  writeDigitalLink,
  type Element,
} from '../../src/gs1/index.js';
import { glnElement, linkElements, ssccElement, text82 } from './arbitraries.js';

const GTIN = '09506000140445';

const faultOf = (parsed: readonly Element[] | InvalidCode | string) =>
  parsed instanceof InvalidCode ? parsed.fault : parsed;

function linkOf(elements: readonly Element[], stem?: string): string {
  const link = writeDigitalLink(elements, stem);
  if (link instanceof InvalidCode) throw new Error(link.reason);
  return link;
}

test('what is written as a Digital Link is read back the same', () => {
  fc.assert(
    fc.property(linkElements, (elements) => {
      expect(parseDigitalLink(linkOf(elements))).toEqual(elements);
      expect(parseDigitalLink(linkOf(elements, 'http://shop.example/de/x'))).toEqual(elements);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(ssccElement, glnElement), (element) => {
      expect(parseDigitalLink(linkOf([element]))).toEqual([element]);
    }),
  );
});

test('the canonical key of goods is the path of their canonical link', () => {
  fc.assert(
    fc.property(text82(20), (text) => {
      const serial = parseSerial(text);
      const batch = parseBatchNumber(text);
      if (serial instanceof InvalidIdentifier || batch instanceof InvalidIdentifier) throw new Error(text);
      const gtin = makeGtin('950600014044');

      expect(`https://id.gs1.org${unitKey(gtin, serial)}`).toBe(
        linkOf([
          { ai: '01', value: GTIN },
          { ai: '21', value: text },
        ]),
      );
      expect(`https://id.gs1.org${batchKey(gtin, batch)}`).toBe(
        linkOf([
          { ai: '01', value: GTIN },
          { ai: '10', value: text },
        ]),
      );
    }),
  );
});

test("domain, port, leading path and fragment are anyone's own", () => {
  const elements = [{ ai: '01', value: GTIN }];

  for (const link of [
    `https://id.gs1.org/01/${GTIN}`,
    `HTTP://SHOP.EXAMPLE:8080/some/where/01/${GTIN}#top`,
    `https://[2001:db8::1]/01/${GTIN}?utm_source=x&singleton`,
    `https://example.com/01/01/01/${GTIN}`,
  ]) {
    expect(parseDigitalLink(link)).toEqual(elements);
  }
});

test.each([
  [`Https://example.com/01/${GTIN}`, 'LINK_MALFORMED'],
  [`ftp://example.com/01/${GTIN}`, 'LINK_MALFORMED'],
  [`https:///01/${GTIN}`, 'LINK_MALFORMED'],
  [`https://example.com/01/${GTIN} `, 'LINK_CHARACTER_ILLEGAL'],
  ['https://example.com/', 'LINK_WITHOUT_KEY'],
  [`https://example.com/01/${GTIN}/`, 'LINK_WITHOUT_KEY'],
  [`https://example.com/gtin/${GTIN}`, 'LINK_WITHOUT_KEY'],
  ['https://example.com/10/L1', 'LINK_WITHOUT_KEY'],
  [`https://example.com/01/${GTIN}/21/A/10/L1`, 'LINK_QUALIFIERS_INVALID'],
  [`https://example.com/01/${GTIN}/10/A/10/B`, 'LINK_QUALIFIERS_INVALID'],
  [`https://example.com/01/${GTIN}/17/270131`, 'LINK_QUALIFIERS_INVALID'],
  [`https://example.com/01/${GTIN}?10=L1`, 'QUALIFIER_IN_QUERY'],
  [`https://example.com/01/${GTIN}?21=A`, 'AI_NOT_AN_ATTRIBUTE'],
  [`https://example.com/01/${GTIN}?17=270131&17=270131`, 'AI_REPEATED'],
  [`https://example.com/01/${GTIN}?17=`, 'AI_VALUE_IS_EMPTY'],
  [`https://example.com/01/${GTIN}?1234=A`, 'UNKNOWN_AI'],
  ['https://example.com/01/09506000140446', 'INCORRECT_CHECK_DIGIT'],
  ['https://example.com/01/9506000140445', 'AI_VALUE_TOO_SHORT'],
  [`https://example.com/01/${GTIN}/10/L%401`, 'INVALID_CSET82_CHARACTER'],
])('%s is refused for %s', (link, fault) => {
  expect(faultOf(parseDigitalLink(link))).toBe(fault);
});

test('a slash in a batch number is escaped, in any letter case', () => {
  const expected = [
    { ai: '01', value: GTIN },
    { ai: '10', value: 'A/1' },
  ];

  expect(parseDigitalLink(`https://example.com/01/${GTIN}/10/A%2f1`)).toEqual(expected);
  expect(linkOf(expected)).toBe(`https://id.gs1.org/01/${GTIN}/10/A%2F1`);
});

test('short names and short GTINs are read where that is asked for', () => {
  const link = 'https://example.com/gtin/9506000140445/lot/L1/ser/A';

  expect(parseDigitalLink(link, { shortNames: true, zeroSuppressedGtin: true })).toEqual([
    { ai: '01', value: GTIN },
    { ai: '10', value: 'L1' },
    { ai: '21', value: 'A' },
  ]);
  expect(faultOf(parseDigitalLink('https://example.com/constructor/1', { shortNames: true }))).toBe('LINK_WITHOUT_KEY');
});

test('elements that no link can hold are refused', () => {
  expect(faultOf(writeDigitalLink([{ ai: '10', value: 'L1' }]))).toBe('LINK_WITHOUT_KEY');
  expect(
    faultOf(
      writeDigitalLink([
        { ai: '00', value: '006141411234567890' },
        { ai: '21', value: 'A' },
      ]),
    ),
  ).toBe('AI_NOT_AN_ATTRIBUTE');
});
