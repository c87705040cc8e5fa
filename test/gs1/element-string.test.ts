import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  InvalidCode,
  flawOfMessage,
  parseBracketed,
  parseElementString,
  writeBracketed,
  writeElementString,
  type Element,
} from '../../src/gs1/index.js';
import { anyElements } from './arbitraries.js';

const faultOf = (parsed: readonly Element[] | InvalidCode) => (parsed instanceof InvalidCode ? parsed.fault : parsed);

function messageOf(bracketed: string): readonly Element[] {
  const elements = parseBracketed(bracketed);
  if (elements instanceof InvalidCode) throw new Error(elements.reason);
  return elements;
}

test('what is written as an element string is read back the same', () => {
  fc.assert(
    fc.property(anyElements, (elements) => {
      expect(parseElementString(writeElementString(elements))).toEqual(elements);
    }),
  );
});

test('what is written in brackets is read back the same', () => {
  fc.assert(
    fc.property(anyElements, (elements) => {
      expect(parseBracketed(writeBracketed(elements))).toEqual(elements);
    }),
  );
});

test('FNC1 ends a value that may end anywhere; a value of predefined length ends by itself', () => {
  expect(parseElementString('\u001d010950600014044517270131' + '10L1\u001d21S9')).toEqual([
    { ai: '01', value: '09506000140445' },
    { ai: '17', value: '270131' },
    { ai: '10', value: 'L1' },
    { ai: '21', value: 'S9' },
  ]);
});

test('a lost FNC1 makes one value of two, and nobody can tell', () => {
  expect(parseElementString('^0109506000140445' + '10L1' + '21S9')).toEqual([
    { ai: '01', value: '09506000140445' },
    { ai: '10', value: 'L121S9' },
  ]);
});

test('a lost FNC1 is noticed when the value has become too long', () => {
  expect(faultOf(parseElementString('^0109506000140445' + '10L-2207-0000001' + '21S-0000001'))).toBe(
    'AI_VALUE_TOO_LONG',
  );
});

test.each([
  ['0109506000140445', 'FNC1_MISSING'],
  ['^', 'NO_ELEMENTS'],
  ['^^^', 'NO_ELEMENTS'],
  ['^0109506000140446', 'INCORRECT_CHECK_DIGIT'],
  ['^010950600014', 'AI_VALUE_TOO_SHORT'],
  ['^10', 'AI_VALUE_IS_EMPTY'],
  ['^10L@1', 'INVALID_CSET82_CHARACTER'],
  ['^17271301', 'ILLEGAL_MONTH'],
  ['^8912', 'UNKNOWN_AI'],
  [`^99${'A'.repeat(91)}`, 'AI_VALUE_TOO_LONG'],
  ['^99A'.repeat(65), 'TOO_MANY_AIS'],
])('the element string %j is refused for %s', (text, fault) => {
  expect(faultOf(parseElementString(text))).toBe(fault);
});

test('a value of 90 characters and a symbol of 64 elements are the most there may be', () => {
  expect(parseElementString(`^99${'A'.repeat(90)}`)).toEqual([{ ai: '99', value: 'A'.repeat(90) }]);
  expect(parseBracketed(`(99)${'A'.repeat(90)}`)).toEqual([{ ai: '99', value: 'A'.repeat(90) }]);
  expect(parseElementString('^99A'.repeat(64))).toHaveLength(64);
});

test('people may put spaces between bracketed elements', () => {
  expect(parseBracketed('(01) 09506000140445 (10) L1')).toEqual([
    { ai: '01', value: '09506000140445' },
    { ai: '10', value: 'L1' },
  ]);
});

test.each([
  ['', 'NO_ELEMENTS'],
  ['10)L1', 'BRACKETS_MALFORMED'],
  ['(10', 'BRACKETS_MALFORMED'],
  ['(10)(', 'AI_VALUE_IS_EMPTY'],
  ['(10)A(', 'BRACKETS_MALFORMED'],
  ['(1)A', 'UNKNOWN_AI'],
  ['(10)\\A', 'INVALID_CSET82_CHARACTER'],
])('the bracketed text %j is refused for %s', (text, fault) => {
  expect(faultOf(parseBracketed(text))).toBe(fault);
});

test.each([
  ['(10)L1', 'REQUIRED_AI_MISSING', '10'],
  ['(01)09506000140445(02)09506000140445(37)1', 'AI_PAIR_INVALID', '01'],
  ['(01)09506000140445(21)A(235)B', 'AI_PAIR_INVALID', '21'],
  ['(01)09506000140445(10)A(10)B', 'AI_REPEATED_WITH_DIFFERENT_VALUE', '10'],
  ['(253)9506000100005(8030)ABC', 'SIGNED_KEY_WITHOUT_SERIAL', '253'],
])('the message %s is refused for %s', (bracketed, fault, ai) => {
  expect(flawOfMessage(messageOf(bracketed))).toMatchObject({ fault, ai });
});

test.each([
  '(01)09506000140445(10)A(10)A',
  '(01)09506000140445(3103)000195(3922)0299',
  '(00)006141411234567890(02)09506000140445(37)12(10)L1',
])('the message %s is valid', (bracketed) => {
  expect(flawOfMessage(messageOf(bracketed))).toBeNull();
});
