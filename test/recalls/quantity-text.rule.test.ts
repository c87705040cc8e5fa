import { expect, test } from '@jest/globals';

import type { Gtin } from '../../src/gs1/index.js';
import { quantityText } from '../../src/recalls/quantity-text.rule.js';

const [EACH, PALLET] = ['09506000000015', '09506000000022'] as [Gtin, Gtin];

test('a notice says units and quantities in what people write', () => {
  expect(quantityText([{ gtin: EACH, units: 24 }], [])).toBe('24');
  expect(quantityText([{ gtin: null, units: 24 }], [])).toBe('24');
  expect(quantityText([], [{ quantity: '12.5', uom: 'KGM', gtin: EACH }])).toBe('12.5 kg');
  expect(quantityText([], [{ quantity: '3', uom: 'H87' }])).toBe('3');
  expect(quantityText([], [])).toBeNull();
});

test('a notice names the product of each quantity where they cannot be counted in each other', () => {
  const text = quantityText(
    [{ gtin: null, units: 1 }],
    [
      { quantity: '7', uom: 'H87', gtin: EACH },
      { quantity: '2', uom: 'H87', gtin: PALLET },
    ],
  );

  expect(text).toBe(`1 + 7 (${EACH}) + 2 (${PALLET})`);
});

test('a notice names the products of units, so that cases are not read as so many more eaches', () => {
  const eaches = { gtin: EACH, units: 24 };

  expect(quantityText([eaches, { gtin: PALLET, units: 2 }], [])).toBe(`24 (${EACH}) + 2 (${PALLET})`);
  expect(quantityText([eaches], [{ quantity: '2', uom: 'H87', gtin: PALLET }])).toBe(`24 (${EACH}) + 2 (${PALLET})`);
  expect(quantityText([eaches], [{ quantity: '2', uom: 'H87', gtin: EACH }])).toBe('24 + 2');
});

test('a notice of a launch that did not keep the products of its units names those of the quantities beside them', () => {
  const text = quantityText([{ gtin: null, units: 24 }], [{ quantity: '2', uom: 'H87', gtin: PALLET }]);

  expect(text).toBe(`24 + 2 (${PALLET})`);
});
