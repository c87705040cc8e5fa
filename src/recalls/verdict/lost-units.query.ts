import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { CAME_AFTER_ITS_LAST_SIGHT, IS_NOT_USED_UP, LAST_SIGHT, type LooseInput } from '../../trace/index.js';

/** The units that a recall covers, as they were frozen with it; or those of a scope that is only asked about. */
export type CoveredUnits = { readonly recallId: string } | { readonly unitIds: readonly string[] };

/** Covered units as a table that takes the first value. */
function tableOf(units: CoveredUnits) {
  return 'recallId' in units
    ? {
        name: 'recalled',
        sql: `(select frozen.goods_id from recall_goods as frozen where frozen.recall_id = $1 and frozen.kind = 'UNIT')`,
        value: units.recallId,
      }
    : {
        name: 'scoped',
        sql: '(select named.goods_id from unnest($1::uuid[]) as named (goods_id))',
        value: plainArrayLiteral(units.unitIds),
      };
}

/** Whether a covered unit may have been counted in one of these quantities: it was not seen since. */
export async function unitMayBeIn(db: Queryable, units: CoveredUnits, loose: readonly LooseInput[]): Promise<boolean> {
  const { name, sql, value } = tableOf(units);
  const [row] = await db.rows<{ found: boolean }>(
    `${name}_unit_may_be_in`,
    `
    select exists (
      select
      from unnest($2::uuid[], $3::uuid[]) as used (movement_id, batch_id)
      join movement on movement.movement_id = used.movement_id and movement.kind is not null
      cross join lateral (
        select * from goods_state where goods_state.batch_id = used.batch_id
        union all
        select * from goods_state where goods_state.other_batch_ids @> array[used.batch_id]
      ) as state
      join ${sql} as goods on goods.goods_id = state.goods_id
      ${LAST_SIGHT}
      where ${CAME_AFTER_ITS_LAST_SIGHT}
        and ${IS_NOT_USED_UP}
    ) as found
    `,
    [
      value,
      plainArrayLiteral(loose.map(({ movementId }) => movementId)),
      plainArrayLiteral(loose.map(({ batchId }) => batchId)),
    ],
  );
  return row?.found ?? true;
}

/**
 * Whether nobody has said of some covered unit of these products which batch it is of. Of a unit that nobody has ever heard of,
 * only its name tells the product.
 */
export async function someUnitHasNoBatch(
  db: Queryable,
  units: CoveredUnits,
  { productIds, orUnheardOf }: { readonly productIds: readonly string[]; readonly orUnheardOf: boolean },
): Promise<boolean> {
  const { name, sql, value } = tableOf(units);
  const [row] = await db.rows<{ found: boolean }>(
    `${name}_unit_has_no_batch`,
    `
    select exists (
      select
      from ${sql} as goods
      left join unit on unit.unit_id = goods.goods_id
      where (unit.product_id = any($2::uuid[]) or unit.unit_id is null and $3::boolean)
        and not exists (
          select from goods_state as state where state.goods_id = goods.goods_id and state.batch_id is not null
        )
    ) as found
    `,
    [value, productIds, orUnheardOf],
  );
  return row?.found ?? true;
}
