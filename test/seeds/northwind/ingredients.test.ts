import { expect, test } from '@jest/globals';

import { productGtin } from '../../../seeds/northwind/identifiers.js';
import { planNorthwind } from '../../../seeds/northwind/plan-northwind.js';
import { SQL } from './raw-rows.js';

const SUGAR = productGtin(90_001);
const { ingredients, batches, movements } = planNorthwind(SQL);
const made = ingredients.movements.filter(({ kind }) => kind === 'TRANSFORM');
const supplied = ingredients.movements.filter(({ kind }) => kind === 'COMMISSION');

test('every batch of confections and dairy products is made, whole, before it is commissioned', () => {
  expect(made).toHaveLength(166);
  for (const { id, occurredAt, outputs } of made) {
    const commission = movements.find((one) => one.id === id.replace('make', 'commission'));
    expect(outputs?.serials).toEqual(commission?.goods.serials);
    expect(occurredAt < (commission?.occurredAt ?? '')).toBe(true);
  }
});

test('kilograms are the stated ones a piece', () => {
  const pavlova = made.find(({ id }) => id === 'nw-make-16-1997Q2');
  const pieces = pavlova?.outputs?.serials?.[0]?.serials.length ?? 0;

  expect(pieces).toBe(batches.find(({ gtin, number }) => gtin === '09506000000169' && number === '1997Q2')?.quantity);
  expect(pavlova?.goods.quantities?.map(({ quantity }) => Number(quantity))).toEqual([pieces / 4, pieces / 10]);
});

test('no plant uses more of a batch than came to it, and less than a sack is left', () => {
  const left = new Map<string, number>();
  const count = (sign: number) => (movement: (typeof made)[number]) => {
    for (const { gtin, batch, quantity } of movement.goods.quantities ?? []) {
      const key = `${gtin} ${batch} ${movement.place}`;
      left.set(key, (left.get(key) ?? 0) + sign * Number(quantity));
    }
  };
  supplied.forEach(count(1));
  made.forEach(count(-1));

  expect([...left.values()].filter((kilograms) => kilograms < -1e-9 || kilograms >= 10)).toEqual([]);
});

test('a batch of an ingredient is declared with what came to the plants, and reaches several products', () => {
  for (const { gtin, number, quantity } of ingredients.batches) {
    const ofBatch = supplied
      .flatMap(({ goods }) => goods.quantities ?? [])
      .filter((one) => one.gtin === gtin && one.batch === number);
    expect(ofBatch.reduce((sum, one) => sum + Number(one.quantity), 0)).toBe(quantity);
  }
  const sugar = made.filter(({ goods }) =>
    goods.quantities?.some(({ gtin, batch }) => gtin === SUGAR && batch === '1997Q2'),
  );
  expect(new Set(sugar.map(({ place }) => place)).size).toBeGreaterThan(3);
});
