import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Counted, hasMore } from '../../src/recalls/waves/has-more.rule.js';
import { GTIN, OTHER_GTIN } from '../support/supply-chain.js';

const PUMP = GTIN;
const CASE = OTHER_GTIN;

const nothing: Counted = { units: 0, unitsByProduct: [], quantities: [], mayHave: null };
const pumps = (units: number, rest: Partial<Counted> = {}): Counted => ({
  ...nothing,
  units,
  unitsByProduct: [{ gtin: PUMP, units }],
  ...rest,
});
const kilograms = (quantity: string, gtin: string | null = PUMP) => [{ quantity, uom: 'KGM', gtin }];
const possible = (units: number) => ({ units, unitsByProduct: [{ gtin: PUMP, units }], quantities: [] });

test.each<[string, Counted, Counted, boolean]>([
  ['more units of a product', pumps(3), pumps(2), true],
  ['as many', pumps(2), pumps(2), false],
  ['fewer', pumps(1), pumps(2), false],
  ['as many of another product', { ...pumps(2), unitsByProduct: [{ gtin: CASE, units: 2 }] }, pumps(2), true],
  [
    'a larger quantity, written otherwise',
    pumps(0, { quantities: kilograms('10.5') }),
    pumps(0, { quantities: kilograms('9.75') }),
    true,
  ],
  [
    'the same quantity, written otherwise',
    pumps(0, { quantities: kilograms('10.50') }),
    pumps(0, { quantities: kilograms('10.5') }),
    false,
  ],
  ['what was possible, and is certain', pumps(2), { ...nothing, mayHave: possible(2) }, false],
  ['more that is possible', { ...pumps(2), mayHave: possible(2) }, { ...pumps(2), mayHave: possible(1) }, true],
  ['what was certain, and is only possible', { ...pumps(1), mayHave: possible(1) }, pumps(2), false],
  ['some that nobody can count where nothing was in doubt', { ...pumps(2), mayHave: possible(0) }, pumps(2), true],
  ['more than a launch of long ago counted', pumps(3), pumps(2, { unitsByProduct: null }), true],
  ['what a launch of long ago counted', pumps(2), pumps(2, { unitsByProduct: null }), false],
])('who has %s has more: compared with what they were told', (_what, now, told, more) => {
  expect(hasMore(now, told)).toBe(more);
});

const counted = fc
  .record({
    pumps: fc.nat(5),
    cases: fc.nat(5),
    kilograms: fc.nat(5),
    maybe: fc.option(fc.nat(5)),
  })
  .map(({ pumps: some, cases, kilograms: weight, maybe }): Counted => ({
    units: some + cases,
    unitsByProduct: [
      { gtin: PUMP, units: some },
      { gtin: CASE, units: cases },
    ],
    quantities: weight === 0 ? [] : kilograms(String(weight)),
    mayHave: maybe === null ? null : possible(maybe),
  }));

test('nobody has more than the same, and of two that differ counts at least one is more where nothing is in doubt', () => {
  fc.assert(
    fc.property(counted, counted, (one, other) => {
      expect(hasMore(one, one)).toBe(false);
      const [a, b] = [one, other].map((each) => ({ ...each, mayHave: null }));
      if (!a || !b) return;
      expect(hasMore(a, b) || hasMore(b, a)).toBe(JSON.stringify(a) !== JSON.stringify(b));
    }),
  );
});
