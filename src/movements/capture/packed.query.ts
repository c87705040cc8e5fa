import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { baseUnit, inBaseUnits, joinUnit } from '../stock/stock-in-base-units.js';
import { stockFrom } from '../stock/stock-with-emptied.query.js';

/** Deeper packing than this is a mistake in the record. */
export const DEEPEST = 100;

/** Everything on these pallets, through cases, level by level; each with the container that it is in. */
export async function contentsOf(db: Queryable, containerIds: readonly string[]): Promise<Map<string, string>> {
  const containerOf = new Map<string, string>();
  let level = containerIds;
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
    const rows = await db.rows<{ goodsId: string; containerId: string }>(
      'packed_in',
      `
      select state.goods_id as "goodsId", state.container_id as "containerId"
      from goods_state as state
      where state.container_id = any($1::uuid[])
      `,
      [plainArrayLiteral(level)],
    );
    const found = rows.filter(({ goodsId }) => !containerOf.has(goodsId));
    for (const { goodsId, containerId } of found) containerOf.set(goodsId, containerId);
    level = found.map(({ goodsId }) => goodsId);
  }
  return containerOf;
}

/** By batch counted by quantity, the containers that some of it is in. */
export async function containersOfBatches(
  db: Queryable,
  containerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ batchId: string; containerIds: string[] }>(
    'containers_of_batches',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.container_id = any($1::uuid[])')}
    select packed.batch_id as "batchId", array_agg(distinct packed.container_id) as "containerIds"
    from (
      select stock.batch_id, stock.container_id
      from stock
      ${joinUnit('stock')}
      where stock.place_kind = 'PACKED'
      group by stock.batch_id, stock.container_id, ${baseUnit('stock')}
      having sum(${inBaseUnits('stock')}) > 0
    ) as packed
    group by packed.batch_id
    `,
    [plainArrayLiteral(containerIds)],
  );
  return new Map(rows.map((row) => [row.batchId, row.containerIds]));
}

/** By unit, every batch that claims it. */
export async function batchesOfUnits(db: Queryable, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ unitId: string; batchIds: string[] }>(
    'batches_of_units',
    `
    select
      state.goods_id as "unitId",
      array_remove(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id), null) as "batchIds"
    from goods_state as state
    where state.goods_id = any($1::uuid[])
    `,
    [plainArrayLiteral(unitIds)],
  );
  return new Map(rows.map(({ unitId, batchIds }) => [unitId, batchIds]));
}
