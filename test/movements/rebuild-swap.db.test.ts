import { expect, test } from '@jest/globals';
import pg from 'pg';

import { PALLET, record, STORE, units } from '../support/supply-chain.js';
import { aSupplyChain, countOf, FEW, owner, rebuild, world } from './rebuild-story.js';

test('what is scanned at the moment of the swap waits for it, and counts', async () => {
  await aSupplyChain();
  await owner.query('delete from goods_state');
  const scans: Promise<unknown>[] = [];

  await rebuild({
    swap: true,
    onProgress: async ({ step }) => {
      if (step !== 'holding captures' || scans.length > 0) return;
      scans.push(record(world.as('WAREHOUSE'), units('observe', ['A-1'], { id: 'at-the-moment', place: STORE })));
      await world.someoneWaits();
    },
  });
  await Promise.all(scans);

  expect(scans).toHaveLength(1);
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test('however many rows differ, what is scanned meanwhile waits while those of a few goods are replaced', async () => {
  await aSupplyChain();
  const goods = await countOf('goods_state');
  await owner.query('delete from goods_state');
  const replaced: number[] = [];
  const scans: Promise<unknown>[] = [];
  let isScanned = false;

  await rebuild({
    swap: true,
    onProgress: async ({ step }) => {
      if (step !== 'holding captures') return;
      replaced.push(await countOf('goods_state'));
      // Those who wait have their turn before captures are held again.
      if (replaced.length === 2) expect(isScanned).toBe(true);
      if (replaced.length > 1) return;
      const scan = record(world.as('WAREHOUSE'), units('observe', ['A-1'], { id: 'meanwhile' }));
      scans.push(
        scan.then(() => {
          isScanned = true;
        }),
      );
      await world.someoneWaits();
    },
  });
  await Promise.all(scans);

  expect(replaced.length).toBe(Math.ceil(goods / FEW.replaced));
  expect(replaced.map((count, i) => count - FEW.replaced * i)).toEqual(replaced.map(() => 0));
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test('what a capture folds from rows that are not right yet is put right too', async () => {
  await aSupplyChain();
  const packed = ['A-1', 'A-2'];
  await record(world.as('WAREHOUSE'), {
    id: 'emptied',
    kind: 'unpack',
    occurredAt: '2026-02-03T12:00:00Z',
    container: PALLET,
    goods: {},
  });
  // Nobody knows any more that the pallet was emptied.
  await owner.query(`delete from goods_movement where kind = 'unpack' and container_id = goods_id`);
  await owner.query('delete from goods_state');
  const scans: Promise<unknown>[] = [];

  const done = await rebuild({
    swap: true,
    atOnce: { ...FEW, replaced: 1 },
    onProgress: ({ step }) => {
      if (step !== 'holding captures') return;
      const late = { id: `late-${scans.length}`, place: STORE, occurredAt: '2026-02-01T07:30:00Z' };
      scans.push(record(world.as('WAREHOUSE'), units('observe', packed, late)));
    },
  });
  await Promise.all(scans);

  expect(done).toMatchObject({ outcome: 'StateReplaced' });
  expect(await rebuild()).toMatchObject({ outcome: 'StateConfirmed' });
});

test('whoever reads meanwhile sees the old rows or the new ones of goods that are replaced together', async () => {
  await aSupplyChain();
  const [right] = (await owner.query('select count(*) from goods_state')).rows as [{ count: number }];
  await owner.query(`delete from goods_state where placed_kind = 'commission' or container_id is not null`);
  const [old] = (await owner.query('select count(*) from goods_state')).rows as [{ count: number }];
  const count = async (reader: pg.Client) =>
    ((await reader.query('select count(*) from goods_state')).rows as [{ count: number }])[0].count;
  const before = new pg.Client({ connectionString: world.database.appUrl });
  await before.connect();
  await before.query('begin isolation level repeatable read read only');
  await before.query('select 1 from capture');
  const reader = new pg.Client({ connectionString: world.database.appUrl });
  await reader.connect();

  const during: number[] = [];
  await rebuild({
    swap: true,
    atOnce: { ...FEW, replaced: 100 },
    onProgress: async () => {
      during.push(await count(reader));
    },
  });

  expect(old.count).toBeLessThan(right.count);
  expect([...new Set(during)]).toEqual([old.count, right.count]);
  expect(await count(before)).toBe(old.count);
  expect(await count(reader)).toBe(right.count);
  await before.end();
  await reader.end();
});
