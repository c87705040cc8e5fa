import { expect, test } from '@jest/globals';

import type { Gtin } from '../../src/gs1/index.js';
import { LANGUAGES } from '../../src/notifications/index.js';
import { quantityText } from '../../src/recalls/recipients/quantity-text.rule.js';

const [EACH, PALLET] = ['09506000000015', '09506000000022'] as [Gtin, Gtin];

test('a notice says units and quantities in what people write', () => {
  expect(quantityText([{ gtin: EACH, units: 24 }], [], 'en')).toBe('24');
  expect(quantityText([{ gtin: null, units: 24 }], [], 'en')).toBe('24');
  expect(quantityText([], [{ quantity: '12.5', uom: 'KGM', gtin: EACH }], 'en')).toBe('12.5 kg');
  expect(quantityText([], [{ quantity: '3', uom: 'H87' }], 'en')).toBe('3');
  expect(quantityText([], [], 'en')).toBeNull();
});

test('a notice writes a fraction as its reader does, exactly, and nothing that may be read as one', () => {
  const quantities = [{ quantity: '12345.678900000000123', uom: 'KGM' }];

  expect(quantityText([], quantities, 'en')).toBe('12345.678900000000123 kg');
  for (const language of LANGUAGES.filter((other) => other !== 'en')) {
    expect([language, quantityText([], quantities, language)]).toEqual([language, '12345,678900000000123 kg']);
  }
});

test('a notice names the product of each quantity where they cannot be counted in each other', () => {
  const text = quantityText(
    [{ gtin: null, units: 1 }],
    [
      { quantity: '7', uom: 'H87', gtin: EACH },
      { quantity: '2', uom: 'H87', gtin: PALLET },
    ],
    'en',
  );

  expect(text).toBe(`1 + 7 (${EACH}) + 2 (${PALLET})`);
});

test('a notice names the products of units, so that cases are not read as so many more eaches', () => {
  const eaches = { gtin: EACH, units: 24 };

  expect(quantityText([eaches, { gtin: PALLET, units: 2 }], [], 'en')).toBe(`24 (${EACH}) + 2 (${PALLET})`);
  expect(quantityText([eaches], [{ quantity: '2', uom: 'H87', gtin: PALLET }], 'en')).toBe(
    `24 (${EACH}) + 2 (${PALLET})`,
  );
  expect(quantityText([eaches], [{ quantity: '2', uom: 'H87', gtin: EACH }], 'en')).toBe('24 + 2');
});

test('a notice of a launch that did not keep the products of its units names those of the quantities beside them', () => {
  const text = quantityText([{ gtin: null, units: 24 }], [{ quantity: '2', uom: 'H87', gtin: PALLET }], 'en');

  expect(text).toBe(`24 + 2 (${PALLET})`);
});
