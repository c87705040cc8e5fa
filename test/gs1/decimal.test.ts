import { expect, test } from '@jest/globals';

import { Decimal } from '../../src/gs1/index.js';

test('what has more than twenty digits is added up and multiplied without rounding', () => {
  const most = new Decimal('999999999999999.999999');

  expect(most.plus('0.00000001').toFixed()).toBe('999999999999999.99999901');
  expect(most.times('0.45359237').toFixed()).toBe('453592369999999.99999954640763');
});
