import { describe, expect, test } from '@jest/globals';

import { familyOf, holdingsAround, inLowestLevel } from '../../src/products/packaging-family.rule.js';

const holds = (productId: string, containedProductId: string, quantity: number) => ({
  productId,
  containedProductId,
  quantity,
});

const PALLET = [holds('pallet', 'case', 5), holds('case', 'each', 12)];
const CIRCLE = [holds('a', 'b', 2), holds('b', 'c', 3), holds('c', 'a', 4)];

const DISPLAY = [holds('display', 'case', 1), holds('display', 'other', 3), holds('other case', 'other', 6)];

describe('the packaging family of a product', () => {
  test('is the same whichever of its levels is asked about', () => {
    expect(familyOf(['each'], PALLET)).toEqual(['case', 'each', 'pallet']);
    expect(familyOf(['pallet'], PALLET)).toEqual(['case', 'each', 'pallet']);
    expect(familyOf(['other'], PALLET)).toEqual(['other']);
  });

  test('ends where levels name each other', () => {
    expect(familyOf(['b'], CIRCLE)).toEqual(['a', 'b', 'c']);
  });

  test('has a mixed display in it, and not what else is in that', () => {
    const levels = [...PALLET, ...DISPLAY];

    expect(familyOf(['each'], levels)).toEqual(['case', 'display', 'each', 'pallet']);
    expect(familyOf(['other'], levels)).toEqual(['display', 'other', 'other case']);
    expect(familyOf(['display'], levels)).toEqual(['case', 'display', 'each', 'other', 'other case', 'pallet']);
  });
});

describe('by what products are the same goods', () => {
  const pairs = (productIds: string[], levels: typeof PALLET, holders: 'ALL' | 'ONE_KIND' = 'ALL') => {
    const { own, others } = holdingsAround(productIds, levels, holders);
    return [own, others].map((list) => list.map(({ productId, contentId }) => `${contentId} in ${productId}`).sort());
  };

  test('is everything that one holds, and all that holds it', () => {
    expect(pairs(['case'], PALLET)).toEqual([
      ['case in case', 'each in case'],
      ['case in case', 'case in pallet', 'each in case', 'each in each', 'each in pallet'],
    ]);
  });

  test('leaves out a mixed display where that is asked for, unless it is asked about', () => {
    expect(pairs(['other'], DISPLAY, 'ONE_KIND')).toEqual([
      ['other in other'],
      ['other in other', 'other in other case'],
    ]);
    expect(pairs(['display'], DISPLAY.slice(0, 2), 'ONE_KIND')[1]).toEqual([
      'case in case',
      'display in display',
      'other in other',
    ]);
  });

  test('are as many pairs as there are products, though all of them hold the same', () => {
    const boxes = Array.from({ length: 100 }, (_, i) => holds(`box ${i}`, 'each', i + 1));

    const { own, others } = holdingsAround(
      boxes.map(({ productId }) => productId),
      boxes,
      'ALL',
    );

    expect([own.length, others.length]).toEqual([200, 201]);
  });
});

describe('what one of a product is in the lowest level', () => {
  const lowest = (productId: string, levels = PALLET) =>
    inLowestLevel(productId, (holder) => levels.filter((level) => level.productId === holder));

  test('is as many pieces as all levels below it hold', () => {
    expect(lowest('pallet')).toEqual({ productId: 'each', pieces: 60n });
    expect(lowest('case')).toEqual({ productId: 'each', pieces: 12n });
    expect(lowest('each')).toEqual({ productId: 'each', pieces: 1n });
  });

  test('is itself, when it holds different things or, through others, itself', () => {
    const display = [...PALLET, holds('display', 'case', 1), holds('display', 'other', 1)];
    expect(lowest('display', display)).toEqual({ productId: 'display', pieces: 1n });
    for (const one of ['a', 'b', 'c']) expect(lowest(one, CIRCLE)).toEqual({ productId: one, pieces: 1n });
    expect(lowest('above', [...CIRCLE, holds('above', 'a', 7)])).toEqual({ productId: 'above', pieces: 1n });
  });
});
