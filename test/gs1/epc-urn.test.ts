import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { InvalidCode, makeGtin, parseEpcUrn, withCheckDigit, writeEpcUrn, type Element } from '../../src/gs1/index.js';
import { digits, text82 } from './arbitraries.js';

const faultOf = (parsed: readonly Element[] | InvalidCode | string) =>
  parsed instanceof InvalidCode ? parsed.fault : parsed;

const key = (ai: string, length: number) => digits(length).map((all) => ({ ai, value: withCheckDigit(all) }));
const text = (ai: string, maxLength: number) => text82(maxLength).map((value) => ({ ai, value }));

const serialised = (ai: string, length: number, serial: fc.Arbitrary<string>, filler = '') =>
  fc.tuple(digits(length), serial).map(([all, behind]) => [{ ai, value: filler + withCheckDigit(all) + behind }]);

const optionally = (one: fc.Arbitrary<Element>, other: fc.Arbitrary<Element>): fc.Arbitrary<readonly Element[]> =>
  fc.tuple(one, fc.option(other)).map((elements) => elements.filter((element) => element !== null));

const gtin = key('01', 13);

/** An SGLN whose extension is 0 says that there is none. */
const extension = text('254', 20).filter(({ value }) => value !== '0');

const epcs: fc.Arbitrary<readonly Element[]> = fc.oneof(
  optionally(gtin, text('21', 20)),
  fc.tuple(gtin, text('10', 20)),
  fc.tuple(gtin, text('235', 28)),
  fc.tuple(key('00', 17)),
  optionally(key('414', 12), extension),
  fc.tuple(key('417', 12)),
  serialised('8003', 12, text82(16), '0'),
  serialised('253', 12, text82(17)),
  serialised('255', 12, digits(1, 12)),
  serialised('8003', 12, fc.constant(''), '0'),
  fc.tuple(key('8018', 17)),
  fc.tuple(key('8017', 17)),
  fc.tuple(key('402', 16)),
  fc.tuple(digits(12), text82(10)).map(([prefix, reference]) => [{ ai: '8004', value: prefix + reference }]),
  fc.tuple(digits(12), text82(10)).map(([prefix, reference]) => [{ ai: '401', value: prefix + reference }]),
  fc.tuple(digits(13), text82(20)).map(([all, value]) => [
    { ai: '8006', value: `${withCheckDigit(all)}0203` },
    { ai: '21', value },
  ]),
);

test('what is written as an EPC URN is read back the same, wherever the company prefix ends', () => {
  fc.assert(
    fc.property(epcs, fc.integer({ min: 6, max: 12 }), (elements, companyPrefixLength) => {
      const urn = writeEpcUrn(elements, companyPrefixLength);

      expect(urn).toEqual(expect.stringMatching(/^urn:epc:(id|class|idpat):[a-z]+:\d{6,12}\./));
      expect(parseEpcUrn(String(urn))).toEqual(elements);
    }),
    { numRuns: 500 },
  );
});

test('a unit, a batch, a product, a pallet and a place have the URNs that EPCIS events use', () => {
  const product = { ai: '01', value: makeGtin('950600014044') };

  expect(writeEpcUrn([product, { ai: '21', value: 'A/1' }], 7)).toBe('urn:epc:id:sgtin:9506000.014044.A%2F1');
  expect(writeEpcUrn([product, { ai: '10', value: 'L1' }], 7)).toBe('urn:epc:class:lgtin:9506000.014044.L1');
  expect(writeEpcUrn([product], 7)).toBe('urn:epc:idpat:sgtin:9506000.014044.*');
  expect(writeEpcUrn([{ ai: '00', value: '006141411234567890' }], 7)).toBe('urn:epc:id:sscc:0614141.0123456789');
  expect(writeEpcUrn([{ ai: '414', value: '9506000100005' }], 7)).toBe('urn:epc:id:sgln:9506000.10000.0');
});

test.each([
  ['urn:epc:tag:sgtin-96:3.9506000.014044.6789', 'urn:epc:id:sgtin:9506000.014044.6789'],
  ['URN:EPC:TAG:SGTIN-198:0.9506000.014044.A%2F1', 'urn:epc:id:sgtin:9506000.014044.A%2F1'],
  ['urn:epc:tag:sscc-96:2.0614141.0123456789', 'urn:epc:id:sscc:0614141.0123456789'],
  ['urn:epc:tag:sgln-195:0.9506000.10000.0', 'urn:epc:id:sgln:9506000.10000.0'],
  ['urn:epc:tag:cpi-var:5.0614141.5PQ7%2FZ43.12345', 'urn:epc:id:cpi:0614141.5PQ7%2FZ43.12345'],
])('what an RFID reader tells, %s, is the thing itself', (tag, identity) => {
  expect(parseEpcUrn(tag)).not.toBeInstanceOf(InvalidCode);
  expect(parseEpcUrn(tag)).toEqual(parseEpcUrn(identity));
});

test.each([
  ['urn:epc:tag:sgtin-97:3.9506000.014044.6789', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:tag:sgtin-96:8.9506000.014044.6789', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:tag:sgtin-96:9506000.014044.6789', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:tag:lgtin-96:3.9506000.014044.6789', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:tag:sgtin-96:3.9506000.14044.6789', 'EPC_MALFORMED'],
  ['urn:epc:raw:64.x4022', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:id:sgtin:9506000.14044.A', 'EPC_MALFORMED'],
  ['urn:epc:id:sgtin:95060.01404412.A', 'EPC_MALFORMED'],
  ['urn:epc:id:sgtin:9506000.014044', 'EPC_MALFORMED'],
  ['urn:epc:id:sgtin:9506000.014044.', 'EPC_MALFORMED'],
  ['urn:epc:idpat:sgtin:9506000.014044.A', 'EPC_MALFORMED'],
  ['urn:epc:id:lgtin:9506000.014044.A', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:idpat:sscc:9506000.0123456789', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:id:constructor:9506000.014044.A', 'EPC_SCHEME_UNKNOWN'],
  ['urn:epc:id:sgtin:9506000.014044.L%401', 'INVALID_CSET82_CHARACTER'],
  [`urn:epc:id:sgtin:9506000.014044.${'A'.repeat(21)}`, 'AI_VALUE_TOO_LONG'],
  ['9506000140445', 'EPC_SCHEME_UNKNOWN'],
])('%s is refused for %s', (urn, fault) => {
  expect(faultOf(parseEpcUrn(urn))).toBe(fault);
});

test('no URN is written without a sensible company prefix, or for a key EPC does not know', () => {
  const product = [{ ai: '01', value: makeGtin('950600014044') }];

  for (const length of [5, 13, 7.5, NaN]) {
    expect(faultOf(writeEpcUrn(product, length))).toBe('COMPANY_PREFIX_LENGTH_INVALID');
  }
  expect(faultOf(writeEpcUrn([{ ai: '8013', value: '1987654Ad4X4bL5ttr2310c2K' }], 7))).toBe('EPC_SCHEME_UNKNOWN');
  expect(faultOf(writeEpcUrn([{ ai: '8004', value: '950600A1' }], 7))).toBe('EPC_MALFORMED');
});
