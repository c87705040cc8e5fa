import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseDecimal, spellDecimal } from '../../src/platform/decimal.js';
import { InvalidText } from '../../src/platform/text.js';

test.each([
  ['12.50', '12.5'],
  ['007', '7'],
  ['-0.0', '0'],
  ['+3', '3'],
  ['-1.000001', '-1.000001'],
  ['999999999999999.999999', '999999999999999.999999'],
])('%s is %s', (text, number) => {
  expect(parseDecimal(text)).toBe(number);
});

test.each([
  '',
  '.',
  '5.',
  '.5',
  '1e3',
  'NaN',
  'Infinity',
  '0x10',
  '1,5',
  '1 000',
  '1.0000001',
  '1'.repeat(16),
  '1'.repeat(100_000),
])('case %#: %j is no decimal number that we keep', (text) => {
  expect(parseDecimal(text)).toBeInstanceOf(InvalidText);
});

test('equal numbers have one spelling', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.nat({ max: 6 }), fc.nat({ max: 4 }), (digits, scale, zeros) => {
      const number = (digits / 10 ** scale).toFixed(scale);
      const padded = `${'0'.repeat(zeros)}${number}${scale > 0 ? '0'.repeat(zeros) : ''}`;

      expect(parseDecimal(padded)).toBe(parseDecimal(number));
      expect(Number(parseDecimal(number))).toBe(Number(number));
    }),
  );
});

test.each([
  ['2.000', '2'],
  ['-0.00', '0'],
  ['1000000000000000000000.123456780', '1000000000000000000000.12345678'],
])('a sum of ours %s is told as %s, however many digits it has', (text, number) => {
  expect(spellDecimal(text)).toBe(number);
});
