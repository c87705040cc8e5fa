import { expect, test } from '@jest/globals';

import { boundDocuments } from '../../../src/platform/graphql/bounded-document.js';
import { SHOP, times } from './validation/shop.js';

const requireBounded = boundDocuments(SHOP);
const check = (query: string) => () => {
  requireBounded(query);
};

test('an ordinary document passes, the first time and the second', () => {
  expect(check('{ box { name } }')).not.toThrow();
  expect(check('{ box { name } }')).not.toThrow();
});

test('a document that was refused is refused again', () => {
  const query = `{ box { ${times(21, (i) => `a${i}: name`)} } }`;

  expect(check(query)).toThrow('aliases');
  expect(check(query)).toThrow('aliases');
});

test.each([
  ['a hundred aliases', `{ box { ${times(101, (i) => `a${i}: __typename`)} } }`],
  ['five hundred repeated fields', `{ box { ${times(500, () => 'name')} } }`],
  [
    'as many repeated fields with selections as a document can hold',
    `{ box { ${times(498, () => 'inner { name }')} } }`,
  ],
  ['a thousand directives', `{ box { name ${times(990, () => '@aa')} } }`],
  ['three hundred levels', `{ box ${'{ inner '.repeat(300)} { name } ${'}'.repeat(300)} }`],
])('%s are refused before anyone else has to wait', (_name, query) => {
  const started = performance.now();

  expect(check(query)).toThrow('may');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a document with an error in its grammar, or too long to be read, is left to GraphQL', () => {
  expect(check('{ box { name }')).not.toThrow();
  expect(check(`{ box { ${times(10_000, (i) => `a${i}: name`)} } }`)).not.toThrow();
});
