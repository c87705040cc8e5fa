import { beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { SayByHowMuchQuantitiesDiffer1795000000033 } from '../../migrations/1795000000033-SayByHowMuchQuantitiesDiffer.js';
import { resolveGap } from '../../src/gaps/resolve-gap.js';
import { type MovementItem, registerBatches } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, STORE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { pageOfGaps } from '../trace/gaps/gap-story.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');
beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(quality(), [{ gtin: GTIN, name: 'Flour' }]);
});

const loose = (batch: string, quantity: string, uom = 'KGM') => ({
  quantities: [{ gtin: GTIN, batch, quantity, uom }],
});
const move = (kind: string, day: number, goods: MovementItem['goods'], rest: Partial<MovementItem> = {}) => ({
  ...{ kind, occurredAt: new Date(Date.UTC(2025, 11, day)).toISOString(), place: PLANT, goods },
  ...rest,
});

async function upgradeAgain(): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl }).initialize();
  const upgrade = new SayByHowMuchQuantitiesDiffer1795000000033();
  await upgrade.down(source.createQueryRunner());
  await upgrade.up(source.createQueryRunner());
  await source.destroy();
}

async function explanations(state: string): Promise<string[]> {
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { states: [state], kinds: ['QUANTITY_IN_NOT_OUT'] });
  return nodes.map(({ explanation }) => explanation).sort();
}

test('what was explained before gaps said by how much quantities differ stays explained, but for what is told in grams', async () => {
  await record(
    quality(),
    move('ship', 1, loose('LESS', '100.5'), { order: 'PO-1' }),
    move('receive', 2, loose('LESS', '95.25'), { order: 'PO-1', place: STORE }),
    move('ship', 1, loose('MORE', '10', 'H87')),
    move('receive', 2, loose('MORE', '12', 'H87'), { place: STORE }),
    move('ship', 1, loose('GRAMS', '100', 'GRM')),
    move('receive', 2, loose('GRAMS', '90', 'GRM'), { place: STORE }),
    move('commission', 1, loose('MADE', '14', 'H87')),
    move('commission', 1, loose('SPLIT', '10')),
    move('transform', 2, loose('SPLIT', '10'), { outputs: loose('SPLIT-1', '11') }),
  );
  await registerBatches(quality(), [{ gtin: GTIN, number: 'MADE', quantity: '13' }]);
  expect(await explanations('OPEN')).toHaveLength(5);
  const { nodes } = await pageOfGaps(world, { kinds: ['QUANTITY_IN_NOT_OUT'] });
  for (const { id } of nodes) await resolveGap(quality(), { gapId: id, reason: 'Weighed again.' });

  await upgradeAgain();

  expect(await explanations('OPEN')).toEqual([
    'Less arrived than was shipped, and it is overdue: 100 GRM shipped, 90 GRM arrived.',
  ]);
  expect(await explanations('RESOLVED')).toHaveLength(4);
  await record(quality(), move('receive', 3, loose('MORE', '1', 'H87'), { place: STORE }));
  expect(await explanations('OPEN')).toContain('More arrived than was shipped: 10 H87 shipped, 13 H87 arrived.');
});
