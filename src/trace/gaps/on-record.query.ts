import type { GoodsKind } from '../../gaps/index.js';
import { CONFLICT_IS_OPEN, stockFrom } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { OpenConflict } from './goods-on-record.js';

export interface Identity {
  readonly goodsId: string;
  readonly goodsKind: GoodsKind;
  /** Of a unit or a batch. */
  readonly productId: string | null;
}

/** What each of these ids is of. What only a conflict's other version names is not known by name, and left out. */
export function identitiesOf(db: Queryable, goodsIds: readonly string[]): Promise<Identity[]> {
  return db.rows<Identity>(
    'identities_of_goods',
    `
    select unit.unit_id as "goodsId", 'UNIT' as "goodsKind", unit.product_id as "productId"
    from unit
    where unit.unit_id = any($1::uuid[])
    union all
    select logistic_unit.logistic_unit_id, 'LOGISTIC_UNIT', null
    from logistic_unit
    where logistic_unit.logistic_unit_id = any($1::uuid[])
    union all
    select batch.batch_id, 'BATCH', batch.product_id
    from batch
    where batch.batch_id = any($1::uuid[])
    `,
    [plainArrayLiteral(goodsIds)],
  );
}

/** The movements under whose ids another content waits for a decision, by each of these goods that either version names. */
export function openConflictsByGoods(
  db: Queryable,
  goodsIds: readonly string[],
): Promise<(OpenConflict & { readonly goodsId: string })[]> {
  return db.rows(
    'open_conflicts_by_goods',
    `
    select wanted.goods_id as "goodsId", conflict.movement_id as "movementId", min(conflict.recorded_at) as since
    from unnest($1::uuid[]) as wanted (goods_id)
    join movement_conflict as conflict on conflict.goods_ids @> array[wanted.goods_id]
    where ${CONFLICT_IS_OPEN}
    group by wanted.goods_id, conflict.movement_id
    order by conflict.movement_id
    `,
    [plainArrayLiteral(goodsIds)],
  );
}

/** Movements that emptied one of these containers when nothing on record was in it: no goods, no quantity. */
export function emptiedOfNothing(
  db: Queryable,
  containerIds: readonly string[],
): Promise<{ readonly goodsId: string; readonly movementId: string }[]> {
  return db.rows(
    'emptied_of_nothing',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.container_id = any($1::uuid[])')}
    select emptying.goods_id as "goodsId", emptying.movement_id as "movementId"
    from goods_movement as emptying
    where emptying.goods_id = any($1::uuid[])
      and emptying.container_id = emptying.goods_id
      and emptying.kind = 'unpack'
      and not exists (
        select from packing_by_parent as packing
        where packing.parent_id = emptying.goods_id
          and packing.unpack_movement_id = emptying.movement_id
      )
      and not exists (
        select from emptied
        where emptied.container_id = emptying.goods_id
          and emptied.movement_id = emptying.movement_id
      )
    `,
    [plainArrayLiteral(containerIds)],
  );
}
