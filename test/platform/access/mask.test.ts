import { expect, test } from '@jest/globals';

import { maskEmail, maskPhone } from '../../../src/platform/access/mask.js';

test.each([
  ['maria.anders@example.com', 'm•••@example.com'],
  ['"a@b"@example.com', '"•••@example.com'],
  ['ü@example.com', 'ü•••@example.com'],
  ['😀@example.com', '😀•••@example.com'],
  ['@example.com', '•••'],
  ['not an address', '•••'],
  ['', '•••'],
])('the address %j is shown as %j', (email, shown) => {
  expect(maskEmail(email)).toBe(shown);
});

test.each([
  ['+49 30 0074321', '•••321'],
  ['(171) 555-7788', '•••788'],
  ['555 12', '•••'],
  ['ask for Maria', '•••'],
  ['', '•••'],
])('the number %j is shown as %j', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});
