import { expect, test } from '@jest/globals';

import { mapInParts } from '../../src/platform/in-parts.js';

test('thousands of items are worked through in their order, and others are served in between', async () => {
  let served = 0;
  const serving = setInterval(() => (served += 1));
  const items = Array.from({ length: 5_000 }, (_, i) => i);
  const seen: number[] = [];

  const doubled = await mapInParts(items, (item) => {
    seen.push(served);
    // As long as a movement takes to read.
    for (const until = performance.now() + 0.01; performance.now() < until;);
    return item * 2;
  });
  clearInterval(serving);

  expect(doubled).toEqual(items.map((item) => item * 2));
  expect(new Set(seen).size).toBeGreaterThan(5);
});

test('what throws ends it', async () => {
  const failing = mapInParts([1, 2], (item) => {
    if (item === 2) throw new Error('no');
    return item;
  });

  await expect(failing).rejects.toThrow('no');
});
