import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  InvalidIdentifier,
  checkDigit,
  hasValidCheckDigit,
  makeGln,
  makeGtin,
  makeSscc,
  parseBatchNumber,
  parseGln,
  parseGtin,
  parseSerial,
  parseSscc,
  withCheckDigit,
} from '../../src/gs1/index.js';

const digits = (min: number, max = min) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));

const reasonOf = (parsed: unknown) => (parsed instanceof InvalidIdentifier ? parsed.reason : parsed);

describe('check digits', () => {
  test('are the ones GS1 publishes', () => {
    expect(withCheckDigit('629104150021')).toBe('6291041500213');
    expect(withCheckDigit('9638507')).toBe('96385074');
    expect(checkDigit('00614141123456789')).toBe(0);
    expect(hasValidCheckDigit('006141411234567890')).toBe(true);
    expect(hasValidCheckDigit('9520123456788')).toBe(true);
  });

  test('catch every change of a single digit', () => {
    fc.assert(
      fc.property(digits(7, 17), fc.nat(), fc.integer({ min: 1, max: 9 }), (payload, where, change) => {
        const key = withCheckDigit(payload);
        const at = where % key.length;
        const changed = key.slice(0, at) + String((Number(key.charAt(at)) + change) % 10) + key.slice(at + 1);

        expect(hasValidCheckDigit(key)).toBe(true);
        expect(hasValidCheckDigit(changed)).toBe(false);
      }),
    );
  });
});

describe('a GTIN', () => {
  test.each(['96385074', '614141007349', '9506000140445', '09506000140445', '19506000140442'])(
    '%s is kept as 14 digits',
    (text) => {
      expect(parseGtin(text)).toBe(text.padStart(14, '0'));
    },
  );

  test.each([
    ['', 'is not 8, 12, 13 or 14 digits long'],
    ['9506000140446', 'has a wrong check digit, expected 5'],
    ['950600014044', 'has a wrong check digit, expected 7'],
    ['95060001404', 'is not 8, 12, 13 or 14 digits long'],
    ['950600014044X', 'has a character that is not a digit'],
    ['９５０６０００１４０４４５', 'has a character that is not a digit'],
    ['9506000140445\n', 'has a character that is not a digit'],
    ['-506000140445', 'has a character that is not a digit'],
  ])('%j is refused: it %s', (text, reason) => {
    expect(reasonOf(parseGtin(text))).toBe(reason);
  });

  test('can be completed from the digits before its check digit', () => {
    fc.assert(
      fc.property(digits(13), (payload) => {
        expect(parseGtin(makeGtin(payload))).toBe(makeGtin(payload));
      }),
    );
    expect(() => makeGtin('123')).toThrow('GTIN');
  });
});

test('a GLN is 13 digits and an SSCC 18, check digit included', () => {
  expect(parseGln('9506000100005')).toEqual(parseGln(makeGln('950600010000')));
  expect(reasonOf(parseGln('950600010000'))).toBe('is not 13 digits long');
  expect(parseSscc('006141411234567890')).toBe('006141411234567890');
  expect(makeSscc('09506000000010248')).toHaveLength(18);
  expect(reasonOf(parseSscc('006141411234567891'))).toBe('has a wrong check digit, expected 0');
});

describe('a serial or batch number', () => {
  test.each(['1', '00012', 'abC-1/2', `!"%&'()*+,-./:;<=>?_`, 'A'.repeat(20)])(
    '%j is what the standard allows',
    (text) => {
      expect(parseSerial(text)).toEqual({ kind: 'serial', text, conforming: true });
      expect(parseBatchNumber(text)).toEqual({ kind: 'batchNumber', text, conforming: true });
    },
  );

  test.each(['L@1', 'L 1', '批次7', 'A'.repeat(21), 'Å', 'L#1', '~'])('%j is kept, and flagged', (text) => {
    expect(parseBatchNumber(text)).toEqual({ kind: 'batchNumber', text, conforming: false });
  });

  test('is the same text however its accents were typed', () => {
    expect(parseSerial('A\u030A1')).toEqual(parseSerial('\u00C51'));
  });

  test('loses only the white space around it', () => {
    expect(parseSerial('  0a  B\t')).toEqual({ kind: 'serial', text: '0a  B', conforming: false });
  });

  test.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['a\u0000b', 'has a character that cannot be printed'],
    ['a\r\nb', 'has a character that cannot be printed'],
    ['a\u001db', 'has a character that cannot be printed'],
    ['a\ud800', 'has a character that cannot be printed'],
    ['A'.repeat(61), 'is longer than 60 characters'],
    ['A'.repeat(1_000_000), 'is longer than 60 characters'],
  ])('is refused when it is no text one could print (case %#)', (text, reason) => {
    expect(reasonOf(parseSerial(text))).toBe(reason);
    expect(reasonOf(parseBatchNumber(text))).toBe(reason);
  });
});

test('a refusal repeats the text, but not a megabyte of it', () => {
  const refused = parseSscc('A'.repeat(1_000_000));

  expect(refused.toString().length).toBeLessThan(200);
  expect(parseGtin('1').toString()).toBe('GTIN "1" is not 8, 12, 13 or 14 digits long');
});
