import { beforeAll, expect, test } from '@jest/globals';

import { type Gtin, makeGtin } from '../../src/gs1/index.js';
import { countingInLowestLevel, productId, registerProducts } from '../../src/products/index.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const [APPLE, PEAR, BASKET, CASE] = ['01', '02', '03', '04'].map((n) => makeGtin(`09506000002${n}`)) as [
  Gtin,
  Gtin,
  Gtin,
  Gtin,
];

beforeAll(() =>
  registerProducts(world.as('QUALITY'), [
    { gtin: APPLE, name: 'Apple' },
    { gtin: PEAR, name: 'Pear' },
    {
      gtin: BASKET,
      name: 'Basket',
      contains: [
        { gtin: APPLE, quantity: 3 },
        { gtin: PEAR, quantity: 4 },
      ],
    },
    { gtin: CASE, name: 'Case of two baskets', contains: [{ gtin: BASKET, quantity: 2 }] },
  ]),
);

const twoCases = { productId: productId(CASE), quantity: '2', uom: 'H87' };

test('pieces whose packaging reaches further than is followed are counted as what they are', async () => {
  const asked = [productId(APPLE), productId(CASE)];

  // Asked about the two, the walk meets the basket by its apples, and would see its pears with the next step.
  const cut = await countingInLowestLevel(world.db, asked, 0);
  const whole = await countingInLowestLevel(world.db, asked);

  expect(cut(twoCases)).toEqual({ quantity: '2', uom: 'H87', gtin: CASE });
  expect(whole(twoCases)).toEqual({ quantity: '2', uom: 'H87', gtin: CASE });
});
