import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import { CAME_AFTER_ITS_LAST_SIGHT, IS_NOT_USED_UP, LAST_SIGHT, type LooseInput } from '../trace/index.js';

/** Whether a unit that a recall covers may have been counted in one of these quantities: it was not seen since. */
export async function unitMayBeIn(db: Queryable, recallId: string, loose: readonly LooseInput[]): Promise<boolean> {
  const [row] = await db.rows<{ found: boolean }>(
    'recalled_unit_may_be_in',
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
      join recall_goods as goods on goods.recall_id = $1 and goods.goods_id = state.goods_id and goods.kind = 'UNIT'
      ${LAST_SIGHT}
      where ${CAME_AFTER_ITS_LAST_SIGHT}
        and ${IS_NOT_USED_UP}
    ) as found
    `,
    [
      recallId,
      plainArrayLiteral(loose.map(({ movementId }) => movementId)),
      plainArrayLiteral(loose.map(({ batchId }) => batchId)),
    ],
  );
  return row?.found ?? true;
}

/** Whether nobody has said of some unit that a recall covers which batch it is of. */
export async function someUnitHasNoBatch(db: Queryable, recallId: string): Promise<boolean> {
  const [row] = await db.rows<{ found: boolean }>(
    'recalled_unit_has_no_batch',
    `
    select exists (
      select
      from recall_goods as goods
      where goods.recall_id = $1
        and goods.kind = 'UNIT'
        and not exists (
          select from goods_state as state where state.goods_id = goods.goods_id and state.batch_id is not null
        )
    ) as found
    `,
    [recallId],
  );
  return row?.found ?? true;
}
