import { expect, test } from '@jest/globals';

import { BOUNDS } from '../../../../src/platform/graphql/bounds.js';
import { limitedAliases } from '../../../../src/platform/graphql/validation/limited-aliases.js';
import { said, times } from './shop.js';

const aliases = (count: number) => times(count, (i) => `a${i}: name`);

test('a document may have as many aliases as the bound says', () => {
  expect(said(limitedAliases, `{ box { ${aliases(BOUNDS.aliases)} } }`)).toEqual([]);
});

test('one alias more is refused, once, however many follow', () => {
  expect(said(limitedAliases, `{ box { ${aliases(101)} } }`)).toEqual([
    'A document may have 20 aliases; use lists instead.',
  ]);
});

test('aliases are counted over the whole document, fragments included', () => {
  const document = `{ box { ...f ${aliases(15)} } } fragment f on Box { ${aliases(15)} }`;

  expect(said(limitedAliases, document)).toHaveLength(1);
});
