import { expect, test } from '@jest/globals';

import { BOUNDS } from '../../../../src/platform/graphql/bounds.js';
import { limitedDirectives } from '../../../../src/platform/graphql/validation/limited-directives.js';
import { said, times } from './shop.js';

const notes = (count: number) => times(count, () => '@note');

test('a document may have as many directives as the bound says', () => {
  expect(said(limitedDirectives, `{ box { name ${notes(BOUNDS.directives)} } }`)).toEqual([]);
});

test('one directive more is refused, known or not, on whatever it stands', () => {
  const refused = ['A document may have 30 directives.'];

  expect(said(limitedDirectives, `{ box { name ${notes(31)} } }`)).toEqual(refused);
  expect(said(limitedDirectives, `query ${times(31, () => '@aa')} { box { name } }`)).toEqual(refused);
});
