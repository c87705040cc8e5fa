import { expect, test } from '@jest/globals';

import { makeGtin } from '../../src/gs1/index.js';
import type { BatchQuery } from '../../src/platform/load.js';
import { cached } from '../../src/platform/reference-cache.js';
import { ensureProducts, productId } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

interface Name {
  readonly id: string;
  readonly name: string | null;
}

const names: BatchQuery<Name> = {
  find: (db, ids) =>
    db.rows('names', `select product_id as id, name from product where product_id = any($1::uuid[])`, [ids]),
  keyOf: ({ id }) => id,
};

let last = 0;
async function product(): Promise<string> {
  const gtin = makeGtin(`95060002${String(++last).padStart(4, '0')}`);
  await ensureProducts(world.db, [gtin]);
  return productId(gtin);
}

const rename = (id: string, name: string) =>
  world.db.rows('rename', 'update product set name = $2, registered_at = now() where product_id = $1', [id, name]);

test('what was read is not asked for again, and only what is missing is', async () => {
  const { context, statements } = counting(world.as('QUALITY'));
  const query = cached(names);
  const [first, second] = [await product(), await product()];

  await query.find(context.db, [first]);
  await query.find(context.db, [first]);
  const both = await query.find(context.db, [second, first]);

  expect(statements).toEqual(['names', 'names']);
  expect(both.map(({ id }) => id).sort()).toEqual([first, second].sort());
});

test('what changed elsewhere is seen when the time is over, and here at once', async () => {
  let clock = 0;
  const query = cached(names, { ttlMs: 3_000, clock: () => clock });
  const id = await product();
  const nameOf = async () => (await query.find(world.db, [id]))[0]?.name;
  clock = 1_000;
  await nameOf();

  await rename(id, 'Chai');
  clock = 3_999;
  expect(await nameOf()).toBeNull();
  clock = 4_001;
  expect(await nameOf()).toBe('Chai');

  await rename(id, 'Chai, black');
  query.forget(world.db, [id]);
  expect(await nameOf()).toBe('Chai, black');
});

test('that something was missing is not remembered', async () => {
  const query = cached(names);
  const gtin = makeGtin('950600029999');

  expect(await query.find(world.db, [productId(gtin)])).toEqual([]);
  await ensureProducts(world.db, [gtin]);

  expect(await query.find(world.db, [productId(gtin)])).toHaveLength(1);
});

test('a transaction sees what it wrote itself, and nobody else sees it', async () => {
  const query = cached(names);
  const id = await product();
  await query.find(world.db, [id]);

  const undone = world.db.transaction(async (tx) => {
    await query.find(tx, [id]);
    await tx.rows('rename', 'update product set name = $2, registered_at = now() where product_id = $1', [id, 'Never']);
    expect(await query.find(tx, [id])).toEqual([{ id, name: 'Never' }]);
    throw new Error('undone');
  });

  await expect(undone).rejects.toThrow('undone');
  expect(await query.find(world.db, [id])).toEqual([{ id, name: null }]);
});

test('no more rows are kept than it is given room for', async () => {
  const { context, statements } = counting(world.as('QUALITY'));
  const query = cached(names, { most: 2 });
  const ids = [await product(), await product(), await product()];

  for (const id of [...ids, ...ids]) await query.find(context.db, [id]);

  expect(statements).toHaveLength(6);
});
