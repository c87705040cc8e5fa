import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { RecalledGoods } from '../../src/recalls/scope/recalled-goods.js';
import type { OriginFacts } from '../../src/recalls/verdict/origin.rule.js';
import { OF_SCOPE, ofClosedRecall, overall } from '../../src/recalls/verdict/ruling.rule.js';
import { standingOf, type UnitFacts, verdictOn } from '../../src/recalls/verdict/unit-verdict.rule.js';

const unit: UnitFacts = {
  unitId: 'u',
  productId: 'p',
  batchIds: ['b'],
  known: true,
  wasCorrected: false,
  openConflict: false,
  origin: null,
};
const madeOf = (origin: Partial<OriginFacts>): Partial<UnitFacts> => ({
  origin: {
    batchIds: [],
    units: [],
    certain: { batchIds: origin.batchIds ?? [], units: origin.units ?? [] },
    mayHoldRecalledUnit: false,
    openConflict: false,
    truncated: null,
    ...origin,
  },
});
const part = { unitId: 'part', productId: 'p', batchIds: ['c'] };
const none = { unitIds: new Set<string>(), batchIds: new Set<string>() };
const nothing: RecalledGoods = { ...none, productIds: new Set(), productIdsOfUnits: new Set(), possible: none };
const batchRecall: RecalledGoods = { ...nothing, batchIds: new Set(['b']), productIds: new Set(['p']) };
const otherBatchRecall: RecalledGoods = { ...nothing, batchIds: new Set(['c']), productIds: new Set(['p']) };
const possibleRecall: RecalledGoods = {
  ...nothing,
  possible: { unitIds: new Set(['u', 'part']), batchIds: new Set(['d']) },
};
const serialRecall: RecalledGoods = { ...nothing, unitIds: new Set(['u']) };

test.each<[string, Partial<UnitFacts>, RecalledGoods, string]>([
  ['of the recalled batch', {}, batchRecall, 'AFFECTED'],
  ['of another batch', {}, otherBatchRecall, 'NOT_AFFECTED'],
  ['named by its serial, even if nobody recorded it', { known: false, batchIds: [] }, serialRecall, 'AFFECTED'],
  ['named by its serial, even in conflict', { openConflict: true }, serialRecall, 'AFFECTED'],
  ['claimed by two batches, one recalled', { batchIds: ['a', 'b'] }, batchRecall, 'AFFECTED'],
  ['claimed by two batches, none recalled', { batchIds: ['a', 'b'] }, otherBatchRecall, 'CANNOT_TELL'],
  ['without a batch, of a product with a recalled one', { batchIds: [] }, batchRecall, 'CANNOT_TELL'],
  ['without a batch, of a product with none', { batchIds: [], productId: 'q' }, batchRecall, 'NOT_AFFECTED'],
  ['that nobody recorded', { known: false, batchIds: [] }, batchRecall, 'CANNOT_TELL'],
  ['of the recalled batch, in conflict', { openConflict: true }, batchRecall, 'CANNOT_TELL'],
  ['made of the recalled batch', madeOf({ batchIds: ['c'] }), otherBatchRecall, 'AFFECTED'],
  ['with a part of the recalled batch', madeOf({ units: [part] }), otherBatchRecall, 'AFFECTED'],
  [
    'made of other goods',
    madeOf({ batchIds: ['d'], units: [{ ...part, batchIds: ['d'] }] }),
    otherBatchRecall,
    'NOT_AFFECTED',
  ],
  ['with a part of no known batch', madeOf({ units: [{ ...part, batchIds: [] }] }), otherBatchRecall, 'CANNOT_TELL'],
  ['made of disputed goods', madeOf({ openConflict: true }), otherBatchRecall, 'CANNOT_TELL'],
  ['made of what a recalled unit may be in', madeOf({ mayHoldRecalledUnit: true }), otherBatchRecall, 'CANNOT_TELL'],
  ['that may have been made of covered goods', {}, possibleRecall, 'CANNOT_TELL'],
  ['of a batch that may have been', { unitId: 'v', batchIds: ['d'] }, possibleRecall, 'CANNOT_TELL'],
  [
    'made of a batch that may have been',
    { ...madeOf({ batchIds: ['d'] }), unitId: 'v' },
    possibleRecall,
    'CANNOT_TELL',
  ],
  ['with a part that may have been', { ...madeOf({ units: [part] }), unitId: 'v' }, possibleRecall, 'CANNOT_TELL'],
  [
    'of a batch of which others were made of a recalled one',
    madeOf({ batchIds: ['c'], certain: { batchIds: [], units: [] } }),
    otherBatchRecall,
    'CANNOT_TELL',
  ],
  ['made of more than was followed', madeOf({ truncated: 'There is more.' }), otherBatchRecall, 'CANNOT_TELL'],
])('a unit %s', (_, facts, recalled, verdict) => {
  const ruling = verdictOn({ ...unit, ...facts }, recalled);

  expect(ruling.verdict).toBe(verdict);
  expect(ruling.whatWouldSettleIt !== null).toBe(verdict === 'CANNOT_TELL');
});

test('over several recalls, affected by one is affected, and one doubt is a doubt', () => {
  const rulings = [serialRecall, otherBatchRecall, nothing].map((recalled) => verdictOn(unit, recalled));

  expect(overall(standingOf(unit), rulings).verdict).toBe('AFFECTED');
  expect(overall(standingOf(unit), rulings.slice(1)).verdict).toBe('NOT_AFFECTED');
  expect(
    overall(standingOf(unit), [verdictOn({ ...unit, batchIds: [] }, batchRecall), ...rulings.slice(1)]).verdict,
  ).toBe('CANNOT_TELL');
});

test('a closed recall makes no unit affected, and clears neither what it covered nor what it could not clear', () => {
  const without = { ...unit, batchIds: [] };
  const closed = (facts: UnitFacts, ...recalls: RecalledGoods[]) =>
    overall(
      standingOf(facts),
      [],
      recalls.map((recalled) => verdictOn(facts, recalled, ofClosedRecall('unit'))),
    );

  expect(closed(unit, batchRecall)).toEqual({
    verdict: 'CANNOT_TELL',
    reason:
      'No open recall covers this unit. The recall covered the batch of this unit. Nothing says that this unit was seen to.',
    whatWouldSettleIt: expect.stringContaining('returned, replaced or put right') as unknown,
  });
  expect(closed(without, batchRecall, serialRecall)).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: expect.stringContaining('The recall covered this unit. There are 2 such recalls') as unknown,
  });
  expect(closed(without, batchRecall)).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: expect.stringContaining('nothing says which batch this unit is of') as unknown,
    whatWouldSettleIt: expect.stringContaining('Read the batch number') as unknown,
  });
  expect(closed({ ...unit, batchIds: ['a', 'b'] }, batchRecall)).toMatchObject({
    verdict: 'CANNOT_TELL',
    whatWouldSettleIt: expect.stringContaining('correct the record that is wrong') as unknown,
  });
  expect(closed({ ...unit, openConflict: true }, serialRecall)).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: expect.stringContaining('contradict') as unknown,
  });
  expect(closed({ ...without, known: false }, batchRecall).reason).toBe('There is no record of this serial number.');
});

test('while nothing is recalled, a recorded unit is not affected, and one that nobody recorded is not cleared', () => {
  expect(overall(standingOf(unit), []).verdict).toBe('NOT_AFFECTED');
  expect(overall(standingOf({ ...unit, known: false }), []).verdict).toBe('CANNOT_TELL');
  expect(overall(standingOf({ ...unit, known: false, openConflict: true }), []).reason).toContain('contradict');
  expect(overall(standingOf({ ...unit, known: false, wasCorrected: true }), [])).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: expect.stringContaining('corrected'),
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd');
const goodsWithin = {
  batchIds: fc.uniqueArray(id, { maxLength: 2 }),
  units: fc.array(fc.record({ unitId: id, productId: id, batchIds: fc.uniqueArray(id, { maxLength: 2 }) }), {
    maxLength: 2,
  }),
};
const anyUnit = fc.record<UnitFacts>({
  unitId: id,
  productId: id,
  batchIds: fc.uniqueArray(id, { maxLength: 3 }),
  known: fc.boolean(),
  wasCorrected: fc.boolean(),
  openConflict: fc.boolean(),
  origin: fc.option(
    fc.record<OriginFacts>({
      ...goodsWithin,
      certain: fc.record(goodsWithin),
      mayHoldRecalledUnit: fc.boolean(),
      openConflict: fc.boolean(),
      truncated: fc.option(fc.constant('There is more.')),
    }),
  ),
});
const ids = fc.array(id, { maxLength: 3 }).map((list) => new Set(list));
const covered = { unitIds: ids, batchIds: ids };
const anyRecall = fc.record<RecalledGoods>({
  ...covered,
  productIds: ids,
  productIdsOfUnits: ids,
  possible: fc.record(covered),
});
const anyScope = fc.record<RecalledGoods>({
  ...covered,
  productIds: ids,
  productIdsOfUnits: ids,
  possible: fc.record(covered),
  truncated: fc.option(fc.constant('There is more.')),
});

test('no unit with a missing or disputed link is ever cleared', () => {
  fc.assert(
    fc.property(anyUnit, fc.array(anyRecall, { minLength: 1, maxLength: 4 }), (facts, recalls) => {
      const verdict = overall(
        standingOf(facts),
        recalls.map((recalled) => verdictOn(facts, recalled)),
      ).verdict;
      return !isLinkMissing(facts, recalls) || verdict !== 'NOT_AFFECTED';
    }),
    { numRuns: 5_000 },
  );
});

test('nor is it by a scope that is only asked about, nor while that may cover more', () => {
  fc.assert(
    fc.property(anyUnit, anyScope, (facts, scope) => {
      const { verdict, reason, whatWouldSettleIt } = verdictOn(facts, scope, OF_SCOPE);

      expect(reason).not.toMatch(/recall/i);
      expect(whatWouldSettleIt ?? '').not.toMatch(/recall/i);
      expect(verdict).toBe(verdictOn(facts, scope).verdict);
      const isMissing = isLinkMissing(facts, [scope]) || scope.truncated !== null;
      return !isMissing || verdict !== 'NOT_AFFECTED';
    }),
    { numRuns: 5_000 },
  );
});

function isLinkMissing(facts: UnitFacts, recalls: readonly RecalledGoods[]): boolean {
  const isAsked = (one: string) => recalls.some(({ productIds }) => productIds.has(one));
  const { origin } = facts;
  const may = (one: string, kind: 'unitIds' | 'batchIds') => recalls.some(({ possible }) => possible[kind].has(one));
  const isPossible = ({ unitId, batchIds }: Pick<UnitFacts, 'unitId' | 'batchIds'>) =>
    may(unitId, 'unitIds') || batchIds.some((batchId) => may(batchId, 'batchIds'));
  const isOriginMissing =
    origin !== null &&
    (origin.openConflict ||
      origin.batchIds.some((batchId) => may(batchId, 'batchIds')) ||
      origin.units.some(isPossible) ||
      origin.mayHoldRecalledUnit ||
      origin.truncated !== null ||
      origin.units.some(({ batchIds, productId }) => batchIds.length !== 1 && isAsked(productId)));
  return (
    !facts.known ||
    facts.openConflict ||
    isOriginMissing ||
    isPossible(facts) ||
    facts.batchIds.length > 1 ||
    (facts.batchIds.length === 0 && isAsked(facts.productId))
  );
}

test('another recall never clears a unit that is affected', () => {
  fc.assert(
    fc.property(anyUnit, fc.array(anyRecall, { maxLength: 3 }), anyRecall, (facts, recalls, one) => {
      const before = overall(
        standingOf(facts),
        recalls.map((recalled) => verdictOn(facts, recalled)),
      );
      const after = overall(
        standingOf(facts),
        [...recalls, one].map((recalled) => verdictOn(facts, recalled)),
      );
      return before.verdict !== 'AFFECTED' || after.verdict === 'AFFECTED';
    }),
    { numRuns: 2_000 },
  );
});
