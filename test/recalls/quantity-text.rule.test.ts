import { expect, test } from '@jest/globals';

import { quantityText } from '../../src/recalls/quantity-text.rule.js';

const [EACH, PALLET] = ['09506000000015', '09506000000022'];

test('a notice says units and quantities in what people write', () => {
  expect(quantityText(24, [])).toBe('24');
  expect(quantityText(0, [{ quantity: '12.5', uom: 'KGM', gtin: EACH }])).toBe('12.5 kg');
  expect(quantityText(0, [{ quantity: '3', uom: 'H87' }])).toBe('3');
  expect(quantityText(0, [])).toBeNull();
});

test('a notice names the product of each quantity where they cannot be counted in each other', () => {
  const text = quantityText(1, [
    { quantity: '7', uom: 'H87', gtin: EACH },
    { quantity: '2', uom: 'H87', gtin: PALLET },
  ]);

  expect(text).toBe(`1 + 7 (${EACH}) + 2 (${PALLET})`);
});

test('a notice names the product of a quantity beside units, so that cases are not read as so many more eaches', () => {
  expect(quantityText(24, [{ quantity: '2', uom: 'H87', gtin: PALLET }])).toBe(`24 + 2 (${PALLET})`);
});
