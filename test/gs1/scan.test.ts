import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  InvalidIdentifier,
  batchKey,
  logisticUnitKey,
  makeGtin,
  parseBatchNumber,
  parseSerial,
  readScan,
  unitKey,
  writeBracketed,
  writeDigitalLink,
  writeElementString,
  writeEpcUrn,
} from '../../src/gs1/index.js';
import { digits, text82 } from './arbitraries.js';

const GTIN = '09506000140445';
const SSCC = '006141411234567890';
const GS = '\u001d';

const serial = (text: string) => ({ kind: 'serial', text, conforming: true });
const batchNumber = (text: string) => ({ kind: 'batchNumber', text, conforming: true });
const unit = { kind: 'unit', gtin: GTIN, serial: serial('A1') };

describe('one unit', () => {
  test.each([
    `(01)${GTIN}(21)A1`,
    `(01) ${GTIN} (21) A1\r\n`,
    `^01${GTIN}21A1`,
    `${GS}01${GTIN}21A1`,
    `]d201${GTIN}21A1`,
    `]C101${GTIN}21A1${GS}`,
    `]Q301${GTIN}21A1`,
    `]J101${GTIN}21A1`,
    `]e001${GTIN}21A1`,
    `\u0002]d201${GTIN}21A1\u0003\r\n`,
    `01${GTIN}21A1${GS}99X`,
    `01${GTIN}21A1␝99X`,
    `01${GTIN}21A1<GS>99X`,
    `<FNC1>01${GTIN}21A1{GS}99X`,
    `[fnc1]01${GTIN}21A1[gs]99X`,
    `]d201${GTIN}21A1\\x1d99X`,
    `\\u001D01${GTIN}21A1\\u001d99X`,
    `https://id.gs1.org/01/${GTIN}/21/A1`,
    `HTTPS://ID.GS1.ORG/01/${GTIN}/21/A1`,
    `HTTPS://shop.example/p/01/${GTIN}/21/A1?utm_source=pack#top`,
    `]Q1https://shop.example/01/${GTIN}/21/A1`,
    `https://shop.example/gtin/9506000140445/ser/A1`,
    `shop.example/01/${GTIN}/21/A1`,
    `/01/${GTIN}/21/A1`,
    'urn:epc:id:sgtin:9506000.014044.A1',
    'URN:EPC:ID:SGTIN:9506000.014044.A1',
    '\ufeffurn:epc:id:sgtin:9506000.014044.A1\n',
  ])('is read from %j, which can mean nothing else', (code) => {
    expect(readScan(code)).toEqual([unit]);
  });

  test('is read first from an element string that has lost its FNC1', () => {
    expect(readScan(`01${GTIN}21A1`)).toEqual([unit, { kind: 'text', text: `01${GTIN}21A1` }]);
  });

  test('comes with its batch and its dates', () => {
    expect(readScan(`(01)${GTIN}(21)A1(10)L-2207(17)270200(11)260131(15)270131`, 2026)).toEqual([
      {
        ...unit,
        batch: batchNumber('L-2207'),
        productionDate: '2026-01-31',
        bestBefore: '2027-01-31',
        expiryDate: '2027-02-28',
      },
    ]);
  });

  test('is the same unit whichever way it was written', () => {
    fc.assert(
      fc.property(digits(13), text82(20), fc.integer({ min: 6, max: 12 }), (payload, text, prefixLength) => {
        const elements = [
          { ai: '01', value: makeGtin(payload) },
          { ai: '21', value: text },
        ];
        const expected = [{ kind: 'unit', gtin: makeGtin(payload), serial: serial(text) }];

        for (const code of [
          writeElementString(elements),
          writeBracketed(elements),
          writeDigitalLink(elements),
          writeEpcUrn(elements, prefixLength),
        ]) {
          expect(readScan(String(code))).toEqual(expected);
        }
      }),
    );
  });
});

describe('a batch', () => {
  test('is read with the count and the weight its label gives', () => {
    const batch = { kind: 'batch', gtin: GTIN, batch: batchNumber('L-2207') };

    expect(readScan(`(01)${GTIN}(10)L-2207`)).toEqual([batch]);
    expect(readScan(`(01)${GTIN}(10)L-2207(30)12`)).toEqual([{ ...batch, count: 12 }]);
    expect(readScan(`(01)${GTIN}(3103)001250(10)L-2207`)).toEqual([{ ...batch, kilograms: '1.250' }]);
    expect(readScan(`(01)${GTIN}(3100)000012(10)L-2207`)).toEqual([{ ...batch, kilograms: '12' }]);
    expect(readScan(`(01)${GTIN}(3105)000012(10)L-2207`)).toEqual([{ ...batch, kilograms: '0.00012' }]);
    expect(readScan('urn:epc:class:lgtin:9506000.014044.L-2207')).toEqual([batch]);
  });

  test('keeps a number that AI 10 could not hold, and flags it, where brackets or a link show its end', () => {
    const odd = { kind: 'batch', gtin: GTIN, batch: { kind: 'batchNumber', text: 'L@1 b', conforming: false } };

    expect(readScan(`(01)${GTIN}(10)L@1 b`)).toEqual([odd]);
    expect(readScan(`https://id.gs1.org/01/${GTIN}/10/L%401%20b`)).toEqual([odd]);
    expect(readScan(`]C101${GTIN}10L@1 b`)).toMatchObject([{ kind: 'invalid', fault: 'INVALID_CSET82_CHARACTER' }]);
    expect(readScan(`(01)${GTIN}(10)${'A'.repeat(61)}`)).toMatchObject([{ kind: 'invalid', field: '10' }]);
  });

  test('alone, without its product, names nothing', () => {
    expect(readScan('(10)L-2207')).toMatchObject([{ kind: 'invalid', fault: 'REQUIRED_AI_MISSING', field: '10' }]);
  });

  test("may not stand in a link's query", () => {
    expect(readScan(`https://id.gs1.org/01/${GTIN}?10=L1`)).toMatchObject([
      { kind: 'invalid', fault: 'QUALIFIER_IN_QUERY' },
    ]);
  });
});

describe('a logistic unit', () => {
  test.each([`(00)${SSCC}`, `]C100${SSCC}`, `https://id.gs1.org/00/${SSCC}`, 'urn:epc:id:sscc:0614141.0123456789'])(
    'is read from %j',
    (code) => {
      expect(readScan(code)).toEqual([{ kind: 'logisticUnit', sscc: SSCC }]);
    },
  );

  test('comes with the contents on its label', () => {
    expect(readScan(`(00)${SSCC}(02)${GTIN}(37)12(10)L1`)).toEqual([
      {
        kind: 'logisticUnit',
        sscc: SSCC,
        content: { kind: 'batch', gtin: GTIN, batch: batchNumber('L1'), count: 12 },
      },
    ]);
  });

  test('may have its contents on a barcode of their own', () => {
    expect(readScan(`(02)${GTIN}(37)12(10)L1`)).toEqual([
      { kind: 'batch', gtin: GTIN, batch: batchNumber('L1'), count: 12 },
    ]);
    expect(readScan(`(02)${GTIN}(37)12`)).toEqual([{ kind: 'product', gtin: GTIN, count: 12 }]);
    expect(readScan(`(02)${GTIN}`)).toMatchObject([{ kind: 'invalid', fault: 'REQUIRED_AI_MISSING' }]);
  });
});

test('a product and a place are read', () => {
  expect(readScan(`(01)${GTIN}`)).toEqual([{ kind: 'product', gtin: GTIN }]);
  expect(readScan(']E09506000140445')).toEqual([{ kind: 'product', gtin: GTIN }]);
  expect(readScan(']E496385074')).toEqual([{ kind: 'product', gtin: '00000096385074' }]);
  expect(readScan(']E09506000140445|]e010L1')).toMatchObject([{ kind: 'batch', gtin: GTIN }]);
  expect(readScan('urn:epc:idpat:sgtin:9506000.014044.*')).toEqual([{ kind: 'product', gtin: GTIN }]);
  expect(readScan('(414)9506000100005(254)DOCK-1')).toEqual([
    { kind: 'location', gln: '9506000100005', extension: 'DOCK-1' },
  ]);
  expect(readScan('(417)9506000100005')).toEqual([{ kind: 'location', gln: '9506000100005' }]);
});

test('an order, consignment or shipment number is a text to look up', () => {
  expect(readScan('(400)PO-4711')).toEqual([{ kind: 'text', text: 'PO-4711' }]);
  expect(readScan('(402)12345678905123457')).toEqual([{ kind: 'text', text: '12345678905123457' }]);
});

test('a GS1 key of something that is not traced is said to be one', () => {
  expect(readScan('(8004)9506000X1')).toMatchObject([{ kind: 'invalid', fault: 'NOT_TRACED', field: '8004' }]);
});

describe('a bare text', () => {
  test.each(['L-2207', '1997Q2', '10248-11-001', 'PO 4711', '批次7', '12345', '(ABC)', 'a/b', 'www.example.com'])(
    '%j is a text, of a serial, batch or order number',
    (text) => {
      expect(readScan(`  ${text}\t`)).toEqual([{ kind: 'text', text }]);
    },
  );

  test('of digits is every key its length and check digit allow, and still a text', () => {
    const asText = (text: string) => ({ kind: 'text', text });
    const product = { kind: 'product', gtin: GTIN };

    expect(readScan(GTIN)).toEqual([product, asText(GTIN)]);
    expect(readScan('96385074')).toEqual([{ kind: 'product', gtin: '00000096385074' }, asText('96385074')]);
    expect(readScan('614141007349')).toEqual([{ kind: 'product', gtin: '00614141007349' }, asText('614141007349')]);
    expect(readScan('9506000100005')).toEqual([
      { kind: 'product', gtin: '09506000100005' },
      { kind: 'location', gln: '9506000100005' },
      asText('9506000100005'),
    ]);
    expect(readScan(SSCC)).toEqual([{ kind: 'logisticUnit', sscc: SSCC }, asText(SSCC)]);
    expect(readScan(`00${SSCC}`)).toEqual([{ kind: 'logisticUnit', sscc: SSCC }, asText(`00${SSCC}`)]);
    expect(readScan('9506 0001 4044 5')[0]).toEqual(product);
  });

  test('of as many digits as a key, with a wrong check digit, is a text first and says what else it might be', () => {
    expect(readScan('9506000140446')).toEqual([
      { kind: 'text', text: '9506000140446' },
      {
        kind: 'invalid',
        fault: 'INCORRECT_CHECK_DIGIT',
        reason: 'GTIN or GLN "9506000140446" has a wrong check digit, expected 5.',
        field: undefined,
      },
    ]);
  });

  test('too long for a serial number that nearly is an element string is that first', () => {
    expect(readScan('0109506000140446' + '21A-0001')).toMatchObject([
      { kind: 'invalid', fault: 'INCORRECT_CHECK_DIGIT', field: '01' },
      { kind: 'text' },
    ]);
  });
});

test.each([
  [']E09506000140446', 'GTIN "9506000140446" has a wrong check digit, expected 5.'],
  [']E0614141007340', 'GTIN "614141007340" has a wrong check digit, expected 9.'],
  [']E496385075', 'GTIN "96385075" has a wrong check digit, expected 4.'],
  [']I119506000140440', 'GTIN "19506000140440" has a wrong check digit, expected 2.'],
  [']C10109506000140446', 'AI (01) has an invalid value: incorrect check digit, expected 5.'],
])('%j is refused with the check digit that would be right', (code, reason) => {
  expect(readScan(code)).toMatchObject([{ kind: 'invalid', reason }]);
});

test.each([
  ['', 'NO_ELEMENTS'],
  [' \r\n\t ', 'NO_ELEMENTS'],
  ['(01)09506000140446(21)A1', 'INCORRECT_CHECK_DIGIT'],
  ['(00)006141411234567891', 'INCORRECT_CHECK_DIGIT'],
  [`(01)${GTIN}(17)271301`, 'ILLEGAL_MONTH'],
  [`(01)${GTIN}(21)`, 'TEXT_INVALID'],
  [`(01)${GTIN}(8X)A`, 'UNKNOWN_AI'],
  [']E09506000140446', 'GTIN_INVALID'],
  [']C1', 'NO_ELEMENTS'],
  [`]C101${GTIN}21A1^99X`, 'ILLEGAL_CHARACTER'],
  [`10L1${GS}21A1`, 'REQUIRED_AI_MISSING'],
  [']Z9ABC', 'SYMBOLOGY_UNKNOWN'],
  ['https://example.com/about', 'LINK_WITHOUT_KEY'],
  ['urn:epc:id:sgtin:9506000.14044.A1', 'EPC_MALFORMED'],
  ['a\u0000b', 'TEXT_INVALID'],
  ['A'.repeat(61), 'TEXT_INVALID'],
  ['A'.repeat(2001), 'CODE_TOO_LONG'],
])('%j is refused for %s', (code, fault) => {
  expect(readScan(code)).toMatchObject([{ kind: 'invalid', fault }]);
});

test('what a key names, a scan of the key names too', () => {
  const gtin = makeGtin('950600014044');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (text) => {
      const read = [parseSerial(text), parseBatchNumber(text)] as const;
      const [name, number] = read;
      fc.pre(!(name instanceof InvalidIdentifier) && !(number instanceof InvalidIdentifier));

      expect(readScan(unitKey(gtin, name))).toEqual([{ kind: 'unit', gtin, serial: name }]);
      expect(readScan(batchKey(gtin, number))).toEqual([{ kind: 'batch', gtin, batch: number }]);
    }),
  );
  const [pallet] = readScan(`(00)${SSCC}`);
  expect(pallet.kind === 'logisticUnit' && readScan(logisticUnitKey(pallet.sscc))).toEqual([pallet]);
});
