import { beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { SearchForGapsAgain1795000000017 } from '../../migrations/1795000000017-SearchForGapsAgain.js';
import { type GapKind, gapIdOf } from '../../src/gaps/index.js';
import { parseBatchNumber } from '../../src/gs1/index.js';
import { batchId } from '../../src/products/index.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, STORE } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';
import { pageOfGaps } from '../trace/gaps/gap-story.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const goodsId = batchId(GTIN, parseBatchNumber('FLOUR') as never);
const ownerId = personId('QUALITY', 1);
const gaps = async () => (await pageOfGaps(world, { goodsId })).nodes.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));

async function upgrade(): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl }).initialize();
  await new SearchForGapsAgain1795000000017().up(source.createQueryRunner());
  await source.destroy();
}

test('gaps that an earlier version named by grams keep their owners and states', async () => {
  const grams = (quantity: string) => ({ quantities: [{ gtin: GTIN, batch: 'FLOUR', quantity, uom: 'GRM' }] });
  const moved = { occurredAt: '2026-02-01T10:00:00Z', place: PLANT };
  await record(
    world.as('WAREHOUSE'),
    { ...moved, kind: 'ship', goods: grams('1000'), order: 'po-1' },
    { ...moved, kind: 'receive', place: STORE, goods: grams('2000'), order: 'po-1' },
    { ...moved, kind: 'ship', goods: grams('500') },
  );
  await searchForGaps(world);
  const found = await gaps();
  expect(found.map(({ kind }) => kind)).toEqual(['NEGATIVE_STOCK', 'QUANTITY_IN_NOT_OUT', 'SHIPPED_NEVER_RECEIVED']);

  const before = await world.db.rows<{ id: string; kind: GapKind; place: string | null }>(
    'gaps_before',
    'select gap.gap_id as id, gap.kind, gap.location_id as place from gap where gap.goods_id = $1',
    [goodsId],
  );
  for (const { id, kind, place } of before) {
    const reference = kind === 'QUANTITY_IN_NOT_OUT' ? 'PO-1' : '';
    const idIn = (uom: string) =>
      gapIdOf({ kind, goodsId, mark: place === null ? `${uom} ${reference}` : `${place} ${uom}` });
    expect(id).toBe(idIn('KGM'));
    await world.db.rows('named_before', 'update gap set gap_id = $2, owner_id = $3 where gap_id = $1', [
      ...[id, idIn('GRM'), ownerId],
    ]);
  }

  await upgrade();
  await searchForGaps(world);

  expect(await gaps()).toEqual(found.map((gap) => ({ ...gap, ownerId })));
});
