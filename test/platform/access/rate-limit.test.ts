import { expect, test } from '@jest/globals';

import { createRateLimit } from '../../../src/platform/access/rate-limit.js';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1) + second * 1_000);

test('so many a minute, and then a wait until the oldest is a minute old', () => {
  const limit = createRateLimit(3);
  limit('anna', at(0));
  limit('anna', at(10));
  limit('anna', at(20));

  expect(limit('anna', at(30))).toBe(30);
  expect(limit('anna', at(59.5))).toBe(1);
  expect(limit('anna', at(60))).toBe(0);
  expect(limit('anna', at(61))).toBe(9);
});

test('each is counted alone', () => {
  const limit = createRateLimit(1);
  limit('anna', at(0));

  expect(limit('ben', at(1))).toBe(0);
  expect(limit('anna', at(1))).toBe(59);
});

test('what was refused does not count', () => {
  const limit = createRateLimit(1);
  limit('anna', at(0));
  for (let second = 1; second < 60; second++) limit('anna', at(second));

  expect(limit('anna', at(60))).toBe(0);
});
