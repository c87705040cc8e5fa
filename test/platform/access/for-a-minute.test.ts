import { expect, test } from '@jest/globals';

import { ForAMinute } from '../../../src/platform/access/for-a-minute.js';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1) + second * 1_000);

test('what is kept for someone stays while they act, and is another for everyone else', () => {
  const kept = new ForAMinute(() => ({}));
  const ofAnna = kept.of('anna', at(0));

  expect(kept.of('anna', at(59))).toBe(ofAnna);
  expect(kept.of('anna', at(118))).toBe(ofAnna);
  expect(kept.of('ben', at(118))).not.toBe(ofAnna);
});

test('who was silent for a minute is forgotten as soon as anybody acts', () => {
  const kept = new ForAMinute(() => ({}));
  for (let i = 0; i < 1_000; i++) kept.of(`key ${i}`, at(0));
  kept.of('anna', at(1));
  kept.of('key 0', at(2));

  kept.of('ben', at(60));

  expect(kept.size).toBe(3);
});
