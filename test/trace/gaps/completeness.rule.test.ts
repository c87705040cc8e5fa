import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { scoreOf } from '../../../src/trace/gaps/completeness.rule.js';

test('of three steps and a gap, three quarters are on record', () => {
  expect(scoreOf({ onRecord: 3, gaps: 1 })).toBe(75);
});

test('of ten units, of which one is in doubt, nine tenths', () => {
  expect(scoreOf({ onRecord: 10, inDoubt: 1, gaps: 0 })).toBe(90);
});

test('of what was never heard of, nothing is on record', () => {
  expect(scoreOf({ onRecord: 0, gaps: 0 })).toBe(0);
});

test('100 is said only where everything was looked at and nothing is missing', () => {
  const counts = fc.record({
    onRecord: fc.integer({ min: 1, max: 10_000_000 }),
    inDoubt: fc.nat(10),
    gaps: fc.nat(10),
    isChecked: fc.boolean(),
  });
  fc.assert(
    fc.property(counts, ({ onRecord, inDoubt, gaps, isChecked }) => {
      const doubted = Math.min(inDoubt, onRecord);
      const score = scoreOf({ onRecord, inDoubt: doubted, gaps, isChecked });

      expect(score).toBeGreaterThanOrEqual(0);
      expect(score === 100).toBe(doubted === 0 && gaps === 0 && isChecked);
    }),
  );
});
