import { expect, test } from '@jest/globals';

import { overproduction, type Yield, yieldGaps } from '../../../src/trace/gaps/yield-gaps.rule.js';

const AT = new Date('2026-02-01T00:00:00Z');
const of = (gtin: string | null, amount: string) => {
  const [quantity = '', uom = ''] = amount.split(' ');
  return { gtin, quantity, uom };
};
const gaps = (inputs: Yield['inputs'], outputs: Yield['outputs']) =>
  yieldGaps({
    movementId: 'm',
    occurredAt: AT,
    locationId: 'plant',
    goodsId: 'b',
    goodsKind: 'BATCH',
    inputs,
    outputs,
  });

test('what is split, merged or repacked is not more afterwards, whatever units of measure it is told in', () => {
  expect(gaps([of('P', '10 KGM')], [of('P', '4 KGM'), of('P', '6000.001 GRM')])).toMatchObject([
    {
      kind: 'QUANTITY_IN_NOT_OUT',
      goodsId: 'b',
      movementId: 'm',
      since: AT,
      explanation: 'More came out of a transform than went in: 10 KGM of P in, 10.000001 KGM out.',
    },
  ]);
  expect(gaps([of('P', '4 KGM'), of('P', '6 KGM')], [of('P', '10000 GRM')])).toEqual([]);
});

test('less may come out: that is loss', () => {
  expect(gaps([of('P', '10 KGM')], [of('P', '9 KGM')])).toEqual([]);
  expect(gaps([of('P', '10 KGM')], [])).toEqual([]);
});

test('what is made into another product, or of something else too, has no such law', () => {
  expect(gaps([of('FLOUR', '10 KGM')], [of('BREAD', '14 KGM')])).toEqual([]);
  expect(gaps([of('P', '10 KGM')], [of('P', '500 H87')])).toEqual([]);
  expect(gaps([of('SYRUP', '10 KGM'), of('SUGAR', '5 KGM')], [of('SYRUP', '15 KGM')])).toEqual([]);
  expect(gaps([of('P', '10 KGM'), of('P', '5 H87')], [of('P', '6 H87')])).toEqual([]);
  expect(gaps([of(null, '1 H87')], [of(null, '2 H87')])).toEqual([]);
  expect(gaps([], [of('P', '6 H87')])).toEqual([]);
});

test('there is not more of a batch than was made of it', () => {
  const made = { batchId: 'b', declaredAt: AT, quantity: '2', uom: 'TNE' };

  expect(overproduction({ ...made, onRecord: '2000' })).toEqual([]);
  expect(overproduction({ ...made, onRecord: '2000.5' })).toMatchObject([
    { since: AT, explanation: 'More is on record than was made: 2000 KGM declared, 2000.5 KGM on record.' },
  ]);
});
