import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { registerBatches } from '../../../src/movements/index.js';
import { registerProducts } from '../../../src/products/index.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, record, registerTestSource } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { correct, type ListedGap, pageOfGaps } from './gap-story.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Flour' }]);
});

let counter = 0;
let number: string;
beforeEach(() => {
  counter++;
  number = `D-${counter}`;
});

const declare = (day: number, said: object) =>
  record(world.as('WAREHOUSE'), {
    id: `declared ${number} on ${day}`,
    kind: 'declare',
    occurredAt: `2026-02-0${day}T12:00:00Z`,
    goods: {},
    batch: { gtin: GTIN, number, ...said },
  });

async function openGaps(): Promise<ListedGap[]> {
  await searchForGaps(world);
  return [...(await pageOfGaps(world, { gtin: GTIN, batch: number })).nodes];
}

test('a batch that is declared twice with different sizes is a gap that tells both', async () => {
  await declare(1, { quantity: '100', uom: 'KGM' });
  await declare(2, { quantity: '90', uom: 'KGM' });

  expect(await openGaps()).toMatchObject([
    {
      kind: 'BATCH_DECLARED_DIFFERENTLY',
      batch: { number },
      since: '2026-02-02T12:00:00.000Z',
      movement: { sourceRef: `declared ${number} on 2` },
      explanation: 'Declared again and otherwise; what was said first stands: quantity 90 KGM, 100 KGM before.',
    },
  ]);
});

test('so are other dates and another number of the supplier, and each declaration that says otherwise', async () => {
  await declare(1, { quantity: '1', uom: 'KGM', expiresOn: '2027-01-01' });
  await declare(2, { producedOn: '2026-01-30', supplierBatch: 'S-1', expiresOn: '2027-02-01' });
  await declare(3, { quantity: '1', uom: 'LTR', producedOn: '2026-01-31', supplierBatch: 'S-2' });

  expect((await openGaps()).map(({ explanation }) => explanation)).toEqual([
    'Declared again and otherwise; what was said first stands: expiry date 2027-02-01, 2027-01-01 before.',
    'Declared again and otherwise; what was said first stands: quantity 1 LTR, 1 KGM before; ' +
      "production date 2026-01-31, 2026-01-30 before; supplier's batch number S-2, S-1 before.",
  ]);
});

test('the order of arrival makes no difference', async () => {
  await declare(2, { quantity: '90', uom: 'KGM' });
  expect(await openGaps()).toEqual([]);

  await declare(1, { quantity: '100', uom: 'KGM' });

  expect(await openGaps()).toMatchObject([{ movement: { sourceRef: `declared ${number} on 2` } }]);
});

test('the same in another unit of measure, or what was not said yet, contradicts nothing', async () => {
  await declare(1, { quantity: '100', uom: 'KGM' });
  await declare(2, { quantity: '100000', uom: 'GRM', expiresOn: '2027-01-01' });
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number, supplierBatch: 'S-1' }]);

  expect(await openGaps()).toEqual([]);
});

test.each([1, 2])('the correction of either closes it (declaration %i)', async (wrong) => {
  await declare(1, { quantity: '100', uom: 'KGM' });
  await declare(2, { quantity: '90', uom: 'KGM' });
  expect(await openGaps()).toHaveLength(1);

  await correct(world, `declared ${number} on ${wrong}`);

  expect(await openGaps()).toEqual([]);
});
