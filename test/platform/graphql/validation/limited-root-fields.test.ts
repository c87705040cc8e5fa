import { expect, test } from '@jest/globals';

import { BOUNDS } from '../../../../src/platform/graphql/bounds.js';
import { limitedRootFields } from '../../../../src/platform/graphql/validation/limited-root-fields.js';
import { said, times } from './shop.js';

const boxes = (count: number) => times(count, (i) => `b${i}: box { name }`);

test('an operation may have as many root fields as the bound says', () => {
  expect(said(limitedRootFields, `{ ${boxes(BOUNDS.rootFields)} }`)).toEqual([]);
});

test('one root field more is refused', () => {
  expect(said(limitedRootFields, `{ ${boxes(21)} }`)).toEqual(['An operation may have 20 root fields.']);
});

test('root fields in fragments count as often as they are spread', () => {
  const fragment = `fragment f on Query { ${boxes(7)} }`;

  expect(said(limitedRootFields, `{ ...f ...f } ${fragment}`)).toEqual([]);
  expect(said(limitedRootFields, `{ ...f ...f ... { ...f } } ${fragment}`)).toHaveLength(1);
});

test('twenty fragments that spread the next one twice are counted at once', () => {
  const fragments = times(20, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`);

  const messages = said(limitedRootFields, `{ ...f0 } ${fragments} fragment f20 on Query { box { name } }`);

  expect(messages).toHaveLength(1);
});

test('each operation of a document is counted for itself', () => {
  expect(said(limitedRootFields, `query A { ${boxes(15)} } query B { ${boxes(15)} }`)).toEqual([]);
});
