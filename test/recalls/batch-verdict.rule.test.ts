import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type BatchFacts, standingOfBatch, verdictOnBatch } from '../../src/recalls/verdict/batch-verdict.rule.js';
import type { OriginFacts } from '../../src/recalls/verdict/origin.rule.js';
import { ofClosedRecall, ofRecall, overall } from '../../src/recalls/verdict/ruling.rule.js';
import type { RecalledGoods } from '../../src/recalls/scope/recalled-goods.js';

const WORDING = ofRecall('batch');
const batch: BatchFacts = {
  batchId: 'b',
  packedOtherwise: ['case of b'],
  packedFurther: null,
  known: true,
  someUnitsCovered: false,
  origin: null,
};
const madeOf = (origin: Partial<OriginFacts>): Partial<BatchFacts> => ({
  origin: {
    batchIds: [],
    units: [],
    certain: { batchIds: [], units: [] },
    mayHoldRecalledUnit: false,
    openConflict: false,
    truncated: null,
    ...origin,
  },
});
const none = { unitIds: new Set<string>(), batchIds: new Set<string>() };
const nothing: RecalledGoods = { ...none, productIds: new Set(), productIdsOfUnits: new Set(), possible: none };
const covering = (...batchIds: string[]): RecalledGoods => ({ ...nothing, batchIds: new Set(batchIds) });
const perhaps = (...batchIds: string[]): RecalledGoods => ({
  ...nothing,
  possible: { ...none, batchIds: new Set(batchIds) },
});

test.each<[string, Partial<BatchFacts>, RecalledGoods, string]>([
  ['that is recalled', {}, covering('b'), 'AFFECTED'],
  ['that is recalled, even if nothing is recorded of it', { known: false }, covering('b'), 'AFFECTED'],
  ['of the same product as a recalled one', {}, covering('other'), 'NOT_AFFECTED'],
  ['that nobody recorded', { known: false }, covering('other'), 'CANNOT_TELL'],
  ['that is recalled in another packaging level', {}, covering('case of b'), 'CANNOT_TELL'],
  ['that may be in another packaging level', {}, perhaps('case of b'), 'CANNOT_TELL'],
  ['of which some units are recalled', { someUnitsCovered: true }, nothing, 'CANNOT_TELL'],
  ['that may have been made of recalled goods', {}, perhaps('b'), 'CANNOT_TELL'],
  ['of which some was made of recalled goods', madeOf({ batchIds: ['c'] }), covering('c'), 'CANNOT_TELL'],
  ['made of other goods', madeOf({ batchIds: ['c'] }), covering('other'), 'NOT_AFFECTED'],
  ['packed in more ways than was followed', { packedFurther: 'There is more.' }, covering('other'), 'CANNOT_TELL'],
  ['made of disputed goods', madeOf({ openConflict: true }), covering('other'), 'CANNOT_TELL'],
  ['made of more than was followed', madeOf({ truncated: 'There is more.' }), covering('other'), 'CANNOT_TELL'],
])('a batch %s', (_, facts, recalled, verdict) => {
  const ruling = verdictOnBatch({ ...batch, ...facts }, recalled, WORDING);

  expect(ruling.verdict).toBe(verdict);
  expect(ruling.reason).not.toMatch(/this unit/);
  expect(ruling.whatWouldSettleIt !== null).toBe(verdict === 'CANNOT_TELL');
});

test('a closed recall makes no batch affected, and does not clear it either', () => {
  const closed = verdictOnBatch(batch, covering('b'), ofClosedRecall('batch'));

  expect(overall(standingOfBatch(batch), [], [closed])).toEqual({
    verdict: 'CANNOT_TELL',
    reason: 'No open recall covers this batch. The recall covered this batch. Nothing says that all of it was seen to.',
    whatWouldSettleIt: expect.stringContaining('returned, replaced or put right') as unknown,
  });
  expect(overall(standingOfBatch(batch), []).verdict).toBe('NOT_AFFECTED');
  expect(overall(standingOfBatch({ known: false }), []).verdict).toBe('CANNOT_TELL');
});

const id = fc.constantFrom('b', 'c', 'd', 'e');
const ids = fc.uniqueArray(id, { maxLength: 2 });
const idSet = ids.map((list) => new Set(list));
const goodsWithin = {
  batchIds: ids,
  units: fc.array(fc.record({ unitId: id, productId: id, batchIds: ids }), { maxLength: 2 }),
};
const anyBatch = fc.record<BatchFacts>({
  batchId: fc.constant('b'),
  packedOtherwise: ids,
  packedFurther: fc.option(fc.constant('There is more.')),
  known: fc.boolean(),
  someUnitsCovered: fc.boolean(),
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
const covered = { unitIds: idSet, batchIds: idSet };
const anyRecall = fc.record<RecalledGoods>({
  ...covered,
  productIds: idSet,
  productIdsOfUnits: idSet,
  possible: fc.record(covered),
});

test('no batch is cleared of which any link is missing or disputed, nor one that any recalled goods went into', () => {
  fc.assert(
    fc.property(anyBatch, anyRecall, (facts, recalled) => {
      const mayBe = (some: readonly string[], kind: 'batchIds' | 'unitIds') =>
        some.some((one) => recalled[kind].has(one) || recalled.possible[kind].has(one));
      const { origin } = facts;
      const isDoubtful =
        !facts.known ||
        facts.packedFurther !== null ||
        facts.someUnitsCovered ||
        mayBe([facts.batchId, ...facts.packedOtherwise], 'batchIds') ||
        (origin !== null &&
          (origin.openConflict ||
            origin.truncated !== null ||
            origin.mayHoldRecalledUnit ||
            mayBe(origin.batchIds, 'batchIds') ||
            origin.units.some(
              ({ unitId, productId, batchIds }) =>
                mayBe([unitId], 'unitIds') ||
                mayBe(batchIds, 'batchIds') ||
                (batchIds.length !== 1 && recalled.productIds.has(productId)),
            )));
      expect(verdictOnBatch(facts, recalled, WORDING).verdict === 'NOT_AFFECTED').toBe(!isDoubtful);
    }),
    { numRuns: 5_000 },
  );
});
