import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';

import { costOf, requireBearableCost } from '../../../src/platform/graphql/cost.js';
import { SHOP, times } from './validation/shop.js';

function request(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = getOperationAST(document, null);
  if (!operation) throw new Error('The document needs one operation.');
  return { schema: SHOP, document, operation, variables };
}

const cost = (source: string, variables?: Record<string, unknown>) => costOf(request(source, variables)).cost;

test('a field costs one, and so does each field below it', () => {
  expect(cost('{ box { name inner { name } } }')).toBe(4);
});

test('what lies below a list counts as often as its page is long', () => {
  expect(cost('{ boxes(first: 10) { name } }')).toBe(1 + 10);
  expect(cost('{ box { boxes(first: 3) { nodes { name } } } }')).toBe(1 + 1 + 3 * 2);
});

test('a page size that is left out is the default', () => {
  expect(cost('{ shelf { name } }')).toBe(1 + 50);
});

test('a page size may be a variable, with a default of its own', () => {
  const query = 'query ($first: Int! = 20) { shelf(first: $first) { name } }';

  expect(cost(query, { first: 7 })).toBe(1 + 7);
  expect(cost(query)).toBe(1 + 20);
});

test('a page of no or of fewer than no entries costs as much as one', () => {
  expect(cost('{ boxes(first: 0) { name } }')).toBe(2);
  expect(cost('{ boxes(first: -1000000) { name } }')).toBe(2);
});

test('fragments cost as often as they are spread, on whatever type', () => {
  const query = '{ box { ...f ... on Box { boxes(first: 5) { ...c } } ...f } }';

  expect(cost(`${query} fragment f on Box { name } fragment c on BoxConnection { nodes { name } }`)).toBe(
    1 + 2 + 1 + 5 * 2,
  );
});

test('three nested lists of 200 are refused', () => {
  const list = (inner: string) => `boxes(first: 200) { nodes { ${inner} } }`;

  expect(() => {
    requireBearableCost(request(`{ box { ${list(list(list('name')))} } }`));
  }).toThrow('The query could cost');
});

test('a page of a thousand million is refused before anyone counts so far', () => {
  const query = request('query ($first: Int) { boxes(first: $first) { name } }', { first: 1_000_000_000 });

  expect(() => {
    requireBearableCost(query);
  }).toThrow('Ask for shorter pages.');
});

test('the same document is priced anew when its page size is another', () => {
  const query = request('query ($first: Int) { boxes(first: $first) { name } }', { first: 10 });

  requireBearableCost(query);

  expect(() => {
    requireBearableCost({ ...query, variables: { first: 50_000 } });
  }).toThrow('The query could cost');
});

test('fragments that double at each of 22 steps are priced at once, and refused', () => {
  const doubling = times(22, (i) => `fragment f${i} on Box { a: inner { ...f${i + 1} } b: inner { ...f${i + 1} } }`);
  const started = performance.now();

  expect(() => {
    requireBearableCost(request(`{ box { ...f0 } } ${doubling} fragment f22 on Box { name }`));
  }).toThrow('The query could cost');
  expect(performance.now() - started).toBeLessThan(1_000);
});
