import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';
import { ONLY_NAMED } from './closed-recalls.query.js';

/** A batch of which something is on record that no correction has voided: a declaration, a quantity, or a unit. */
export interface BatchOnRecord {
  readonly batchId: string;
  /** Whether some record says of a unit that it is of this batch. */
  readonly hasUnits: boolean;
}

export const batchesOnRecord: BatchQuery<BatchOnRecord> = {
  find: (db, batchIds) =>
    db.rows<BatchOnRecord>(
      'batches_on_record',
      `
      select batch.batch_id as "batchId", units.are_known as "hasUnits"
      from batch
      cross join lateral (
        select
          exists (select from goods_state as state where state.batch_id = batch.batch_id)
          or exists (select from goods_state as state where state.other_batch_ids @> array[batch.batch_id]) as are_known
      ) as units
      where batch.batch_id = any($1::uuid[])
        and (
          batch.declared_by is not null
          or units.are_known
          or exists (select from stock_entry where stock_entry.batch_id = batch.batch_id)
        )
      `,
      [plainArrayLiteral(batchIds)],
    ),
  keyOf: ({ batchId }) => batchId,
};

/**
 * Whether a recall covers a unit of these batches: by its serial, or because another record says that it is of a batch which the
 * recall covers. What a recall holds counts as covered, and stays on record when it is closed; what one of only the named
 * goods holds besides is in dispute, and it does not cover that.
 */
export async function someUnitOfIsCovered(
  db: Queryable,
  recallId: string,
  batchIds: readonly string[],
): Promise<boolean> {
  const [row] = await db.rows<{ found: boolean }>(
    'some_unit_of_batches_is_covered',
    `
    with covered as (
      select goods.goods_id, goods.kind
      from recall_goods as goods
      where goods.recall_id = $1
      union all
      select hold.goods_id, hold.kind
      from hold
      join recall on recall.recall_id = hold.recall_id
      where hold.recall_id = $1 and not ${ONLY_NAMED} and (hold.released_at is null or hold.released_at >= recall.closed_at)
    )
    select
      exists (
        select
        from covered
        join goods_state as state on state.goods_id = covered.goods_id
        where covered.kind = 'UNIT' and (state.batch_id = any($2::uuid[]) or state.other_batch_ids && $2::uuid[])
      )
      or exists (
        select
        from covered
        join batch on batch.batch_id = covered.goods_id
        join goods_state as state on state.other_batch_ids @> array[covered.goods_id]
        where covered.kind = 'BATCH'
          and batch.product_id in (select own.product_id from batch as own where own.batch_id = any($2::uuid[]))
          and (state.batch_id = any($2::uuid[]) or state.other_batch_ids && $2::uuid[])
      )
      or exists (
        select
        from unnest($2::uuid[]) as own (batch_id)
        join goods_state as state on state.other_batch_ids @> array[own.batch_id]
        join covered on covered.kind = 'BATCH' and covered.goods_id = state.batch_id
      ) as found
    `,
    [recallId, plainArrayLiteral(batchIds)],
  );
  return row?.found ?? true;
}
