import { describe, expect, test } from '@jest/globals';

import { parseCountry } from '../../src/parties/country.js';
import { parseLanguage } from '../../src/parties/language.js';
import { parsePhone } from '../../src/parties/phone.js';
import { InvalidText } from '../../src/platform/text.js';

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

describe('a country', () => {
  test('is one of the 249 of ISO 3166-1, or Kosovo', () => {
    expect(CODES.filter((code) => !(parseCountry(code) instanceof InvalidText))).toHaveLength(250);
  });

  test.each(['DE', 'de', ' GB ', 'XK', 'SS'])('may be %j', (code) => {
    expect(parseCountry(code)).toBe(code.trim().toUpperCase());
  });

  test.each(['EU', 'UN', 'UK', 'DD', 'SU', 'YU', 'ZZ', 'XA', 'DEU', 'D', '', '49', 'D\u0000'])('is not %j', (code) => {
    expect(parseCountry(code)).toBeInstanceOf(InvalidText);
  });
});

describe('a language', () => {
  test('is one of the 183 of ISO 639-1', () => {
    expect(CODES.filter((code) => !(parseLanguage(code) instanceof InvalidText))).toHaveLength(183);
  });

  test.each(['en', 'DE', 'fr', 'es', 'pt', 'it', 'pl', 'he'])('may be %j', (code) => {
    expect(parseLanguage(code)).toBe(code.toLowerCase());
  });

  test.each(['iw', 'xx', 'pt-BR', 'eng', 'e', '', 'English'])('is not %j', (code) => {
    expect(parseLanguage(code)).toBeInstanceOf(InvalidText);
  });
});

describe('a telephone number', () => {
  test.each([
    '030-0074321',
    '(171) 555-7788',
    '0695-34 67 21',
    '+49 30 0074321',
    '26.47.15.10',
    '555-0123 ext. 12',
    '112/34',
  ])('%j is kept as people wrote it', (text) => {
    expect(parsePhone(` ${text} `)).toBe(text);
  });

  test.each([
    '',
    'none',
    '12',
    '+',
    'tel:+4930123',
    '1'.repeat(22),
    '030\r\n123456',
    '<b>0300074321</b>',
    'call 0300074321',
  ])('%j is none', (text) => {
    expect(parsePhone(text)).toBeInstanceOf(InvalidText);
  });
});
