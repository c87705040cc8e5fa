import { expect, test } from '@jest/globals';

import { answeredBeyond } from '../../src/recalls/answers/answered-beyond.rule.js';

const answer = (returned: string, onHand: string | null = null) => ({
  onHand,
  soldOn: null,
  returned,
  destroyed: null,
});
const nothing = { units: 0, unitsByProduct: [], quantities: [], mayHave: null };
const kilograms = (quantity: string, gtin = 'P') => ({ gtin, quantity, uom: 'KGM' });

test('what is answered is held against all that was received, exactly', () => {
  const told = {
    ...nothing,
    units: 2,
    unitsByProduct: [{ gtin: 'P' }],
    quantities: [{ gtin: 'P', quantity: '3', uom: 'EA' }],
  };

  expect(answeredBeyond(answer('5'), told)).toBeNull();
  expect(answeredBeyond(answer('5', '1'), told)).toBe('1');
  expect(answeredBeyond(answer('0.3'), { ...nothing, quantities: [kilograms('0.1'), kilograms('0.1')] })).toBe('0.1');
});

test('goods of several kinds, and what may be more than is certain, are held against nothing', () => {
  expect(answeredBeyond(answer('9'), null)).toBeNull();
  expect(answeredBeyond(answer('9'), nothing)).toBeNull();
  expect(answeredBeyond(answer('9'), { ...nothing, quantities: [kilograms('1'), kilograms('1', 'Q')] })).toBeNull();
  expect(answeredBeyond(answer('9'), { ...nothing, quantities: [kilograms('1')], mayHave: nothing })).toBeNull();
  expect(
    answeredBeyond(answer('9'), {
      ...nothing,
      units: 1,
      unitsByProduct: [{ gtin: 'P' }],
      quantities: [kilograms('1')],
    }),
  ).toBeNull();
});
