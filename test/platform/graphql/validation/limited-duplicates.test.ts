import { expect, test } from '@jest/globals';

import { BOUNDS } from '../../../../src/platform/graphql/bounds.js';
import { limitedDuplicates } from '../../../../src/platform/graphql/validation/limited-duplicates.js';
import { said, times } from './shop.js';

const REFUSED = ['A field or fragment may be selected 5 times in one selection.'];

test('a field may be selected as often as the bound says', () => {
  expect(said(limitedDuplicates, `{ box { ${times(BOUNDS.duplicatesOfOneKey, () => 'name')} } }`)).toEqual([]);
});

test('a field that is selected once more is refused', () => {
  expect(said(limitedDuplicates, `{ box { ${times(6, () => 'name')} } }`)).toEqual(REFUSED);
});

test('fields under one alias are one response key', () => {
  expect(said(limitedDuplicates, `{ box { ${times(6, () => 'x: name')} } }`)).toEqual(REFUSED);
});

test('inline fragments do not hide repetitions', () => {
  expect(said(limitedDuplicates, `{ box { ${times(6, () => '... { ... on Box { name } }')} } }`)).toEqual(REFUSED);
});

test('a fragment that is spread again and again is refused, at the root and within fragments', () => {
  const name = 'fragment n on Box { name }';

  expect(said(limitedDuplicates, `{ box { ${times(6, () => '...n')} } } ${name}`)).toEqual(REFUSED);
  expect(said(limitedDuplicates, `{ box { ...f } } fragment f on Box { ${times(6, () => '...n')} } ${name}`)).toEqual(
    REFUSED,
  );
  expect(said(limitedDuplicates, `{ ${times(6, () => 'box { name }')} }`)).toEqual(REFUSED);
});
