import { goodsInConflict } from '../movements/index.js';
import { arrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';

/** What is known of a unit that a verdict on it rests on. */
export interface UnitFacts {
  readonly unitId: string;
  readonly productId: string;
  /** Every batch that claims it; more than one is a contradiction. */
  readonly batchIds: readonly string[];
  /** Whether any movement names it. */
  readonly known: boolean;
  readonly openConflict: boolean;
}

export async function unitFacts(db: Queryable, unitIds: readonly string[]): Promise<UnitFacts[]> {
  const rows = await db.rows<Omit<UnitFacts, 'openConflict'>>(
    'unit_facts',
    `
    select
      unit.unit_id as "unitId", unit.product_id as "productId",
      array_remove(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id), null) as "batchIds",
      state.goods_id is not null as known
    from unit
    left join goods_state as state on state.goods_id = unit.unit_id
    where unit.unit_id = any($1::uuid[])
    `,
    [arrayLiteral(unitIds)],
  );
  const doubtful = await goodsInConflict(db, unitIds);
  return rows.map((row) => ({ ...row, openConflict: doubtful.has(row.unitId) }));
}
