import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import type { Queryable } from '../../src/platform/database/database.js';
import { productId } from '../../src/products/index.js';
import { unitsWithoutBatch } from '../../src/trace/index.js';
import { GTIN } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const UNITS = 50_000;
const WITHOUT_BATCH = 100;

beforeAll(async () => {
  await world.db.transaction(async (tx) => {
    const product = productId(GTIN);
    await tx.rows(
      'given_many_units',
      `
      insert into unit (unit_id, product_id, serial)
      select md5(number::text)::uuid, $1, number::text
      from generate_series(1, $2) as number
      `,
      [product, UNITS],
    );
    await tx.rows(
      'given_their_states',
      `
      insert into goods_state (
        goods_id, seen_at, seen_kind, seen_sequence, seen_movement_id, placed_after_packed, batch_id
      )
      select unit.unit_id, '2026-02-01', 'commission', 0, unit.unit_id, false,
        case when unit.serial::integer > $1 then md5(unit.serial::integer % 50 || ' batch')::uuid end
      from unit
      `,
      [WITHOUT_BATCH],
    );
  });
  // Only its owner may count a table's values.
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze goods_state, unit');
  await owner.end();
});

test('units without a batch are read by an index of what has none, however many units there are', async () => {
  const lines: string[] = [];
  const explaining: Queryable = {
    async rows(name, sql, values) {
      const plan = await world.db.rows<{ 'QUERY PLAN': string }>(`explain ${name}`, `explain ${sql}`, values);
      lines.push(...plan.map((line) => line['QUERY PLAN']));
      return [];
    },
  };
  const asked = { productIds: [productId(GTIN)], unitIds: [] };

  await unitsWithoutBatch(explaining, asked);

  expect(lines.join('\n')).toMatch(/(using|on) goods_state_without_batch/);
  expect(lines.join('\n')).not.toContain('Seq Scan');
  expect(await unitsWithoutBatch(world.db, asked)).toMatchObject({ units: WITHOUT_BATCH });
});
