import { expect, test } from '@jest/globals';

import { readAnswer } from '../../src/recalls/answers/read-answer.js';

const read = (onHand: string) => readAnswer({ confirm: 'yes', onHand });
const wrong = (error: string) => [{ field: 'onHand', error }];

test.each([
  ['5,5', '5.5'],
  ['5.5', '5.5'],
  [' 5 ', '5'],
  ['\u00a05\u202f', '5'],
  ['1000', '1000'],
  ['1000,5', '1000.5'],
  ['1000.123', '1000.123'],
  ['0,500', '0.5'],
  ['0.125', '0.125'],
  ['1,25', '1.25'],
  ['1.2340', '1.234'],
  ['0', '0'],
])('%j is taken as %s', (text, onHand) => {
  expect(read(text)).toMatchObject({ onHand });
});

test.each([
  '1.000',
  '1,000',
  '1.234',
  '12,345',
  '+1.000',
  '01.000',
  '1 000',
  '1\u00a0000',
  '1\u202f000',
  "1'000",
  '1’000',
  '1.000.000',
  '1,000,000',
  '1.000,50',
  '1,000.50',
  '1 000,5',
])('%j may mean a thousand or decimals, and is asked about', (text) => {
  expect(read(text)).toEqual(wrong('thousandOrDecimals'));
});

test.each([
  '５',
  '٥',
  'five',
  '5,',
  ',5',
  '5,5,5',
  '5;5',
  '5 5',
  '1٬000',
  '1，000',
  '1e3',
  '0x10',
  '½',
  '-5',
  '5 kg',
  '1/2',
])('%j is no number', (text) => {
  expect(read(text)).toEqual(wrong('notANumber'));
});
