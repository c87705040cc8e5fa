import { expect, test } from '@jest/globals';

import type { InquiryPart } from '../../../src/trace/inquiries/inquiry-part.query.js';
import { groupsOfParts, partsOfRecipients } from '../../../src/trace/inquiries/parts-of-answer.js';

const MB = 1_000_000;

function parts(count: number, characters: number): InquiryPart[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'MAKING',
    level: 1,
    id: String(i),
    part: 'x'.repeat(characters),
  }));
}

test('parts are written some thousands at a time', () => {
  const all = parts(12_000, 100);

  const groups = [...groupsOfParts(all)];

  expect(groups.map(({ length }) => length)).toEqual([5_000, 5_000, 2_000]);
  expect(groups.flat()).toEqual(all);
});

test('few parts are written at a time that are large, and none is left out', () => {
  const all = [...parts(3, 1.5 * MB), ...parts(1, 9 * MB), ...parts(2, 10)];

  const groups = [...groupsOfParts(all)];

  expect(groups.map(({ length }) => length)).toEqual([2, 1, 1, 2]);
  expect(groups.flat()).toEqual(all);
});

test('nothing is written of an answer without parts', () => {
  expect([...groupsOfParts([])]).toEqual([]);
});

test('goods that were gone through are kept by the ten thousand', () => {
  const unitIds = Array.from({ length: 25_000 }, (_, i) => `unit-${i}`);

  const kept = [...partsOfRecipients({ recipients: [], traced: { batchIds: ['batch'], unitIds, truncated: null } })];

  expect(kept.map(({ id }) => id)).toEqual(['batch', 'unit-0', 'unit-10000', 'unit-20000']);
  expect(kept.flatMap(({ part }) => (JSON.parse(part ?? '') as { unitIds: string[] }).unitIds)).toEqual(unitIds);
});
