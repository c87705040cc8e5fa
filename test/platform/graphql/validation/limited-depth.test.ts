import { expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';

import { BOUNDS } from '../../../../src/platform/graphql/bounds.js';
import { limitedDepth } from '../../../../src/platform/graphql/validation/limited-depth.js';
import { said, saidWithAll, times } from './shop.js';

const REFUSED = ['A document may be 15 levels deep.'];

/** `box` and `name` are levels too. */
const nested = (levels: number) => `{ box ${'{ inner '.repeat(levels - 2)}{ name }${' }'.repeat(levels - 2)} }`;

test('a document may be as deep as the bound says', () => {
  expect(said(limitedDepth, nested(BOUNDS.depth))).toEqual([]);
});

test('one level more is refused, and so are three hundred', () => {
  expect(said(limitedDepth, nested(16))).toEqual(REFUSED);
  expect(said(limitedDepth, nested(300))).toEqual(REFUSED);
});

test('a chain of fragments is as deep as if it were written out', () => {
  const chain = (length: number) =>
    `{ box { ...f0 } } ${times(length, (i) => `fragment f${i} on Box { inner { ...f${i + 1} } }`)}
     fragment f${length} on Box { name }`;

  expect(said(limitedDepth, chain(13))).toEqual([]);
  expect(said(limitedDepth, chain(14))).toEqual(REFUSED);
  expect(said(limitedDepth, chain(200))).toEqual(REFUSED);
});

test('fragments that double at each of 22 steps are measured at once', () => {
  const started = performance.now();
  const doubling = times(22, (i) => `fragment f${i} on Box { inner { ...f${i + 1} ...f${i + 1} } }`);

  expect(said(limitedDepth, `{ box { ...f0 } } ${doubling} fragment f22 on Box { name }`)).toEqual(REFUSED);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a fragment that spreads itself is left to the rule that refuses it', () => {
  const cycle = '{ box { ...f } } fragment f on Box { inner { ...g } } fragment g on Box { inner { ...f } }';

  expect(said(limitedDepth, cycle)).toEqual([]);
  expect(saidWithAll(limitedDepth, cycle)).toEqual(['Cannot spread fragment "f" within itself via "g".']);
});

test('the introspection of GraphiQL passes', () => {
  expect(saidWithAll(limitedDepth, getIntrospectionQuery())).toEqual([]);
});
