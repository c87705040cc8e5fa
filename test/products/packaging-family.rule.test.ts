import { describe, expect, test } from '@jest/globals';

import { familiesOf, inLowestLevel } from '../../src/products/packaging-family.rule.js';

const holds = (productId: string, containedProductId: string, quantity: number) => ({
  productId,
  containedProductId,
  quantity,
});

const PALLET = [holds('pallet', 'case', 5), holds('case', 'each', 12)];
const CIRCLE = [holds('a', 'b', 2), holds('b', 'c', 3), holds('c', 'a', 4)];

describe('the packaging family of a product', () => {
  test('is the same whichever of its levels is asked about', () => {
    const families = familiesOf(['each', 'pallet', 'other'], PALLET);

    expect(families.get('each')).toEqual(['case', 'each', 'pallet']);
    expect(families.get('pallet')).toEqual(['case', 'each', 'pallet']);
    expect(families.get('other')).toEqual(['other']);
  });

  test('ends where levels name each other', () => {
    expect(familiesOf(['b'], CIRCLE).get('b')).toEqual(['a', 'b', 'c']);
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
