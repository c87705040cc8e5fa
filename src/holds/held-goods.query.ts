import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';

export interface GoodsToMove {
  readonly units: readonly {
    readonly unitId: string;
    /** Every batch that claims the unit. */
    readonly batchIds: readonly string[];
  }[];
  /** Of goods counted by quantity. */
  readonly batchIds: readonly string[];
}

/**
 * Which of these goods are held, and by which recalls: from the unit or batch asked about to the recalls' ids. A unit is
 * held by its own hold and by those of its batches. Ask first whether `somethingIsHeld`.
 */
export async function heldGoods(db: Queryable, { units, batchIds }: GoodsToMove): Promise<Map<string, string[]>> {
  const asked = new Set([...batchIds, ...units.flatMap((unit) => [unit.unitId, ...unit.batchIds])]);
  const recallsOf = await openHoldsOn(db, [...asked]);
  const held = new Map<string, string[]>();
  for (const { unitId, batchIds: claimedBy } of units) {
    note(
      held,
      unitId,
      [unitId, ...claimedBy].flatMap((id) => recallsOf.get(id) ?? []),
    );
  }
  for (const batchId of batchIds) note(held, batchId, recallsOf.get(batchId) ?? []);
  return held;
}

function note(held: Map<string, string[]>, goodsId: string, recallIds: readonly string[]): void {
  if (recallIds.length > 0) held.set(goodsId, [...new Set(recallIds)].sort());
}

/** False almost always, and then nothing more need be asked. */
export async function somethingIsHeld(db: Queryable): Promise<boolean> {
  const open = await db.rows('something_is_held', `select 1 from hold where hold.released_at is null limit 1`);
  return open.length > 0;
}

async function openHoldsOn(db: Queryable, goodsIds: readonly string[]): Promise<Map<string, readonly string[]>> {
  const holds = await holdersOfGoods.find(db, goodsIds);
  return new Map(holds.map(({ goodsId, recallIds }) => [goodsId, recallIds]));
}

/** The recalls that hold a batch or a unit by its own id. */
export interface HoldersOfGoods {
  readonly goodsId: string;
  readonly recallIds: readonly string[];
}

export const holdersOfGoods: BatchQuery<HoldersOfGoods> = {
  find: (db, goodsIds) =>
    db.rows<HoldersOfGoods>(
      'holders_of_goods',
      `
      select hold.goods_id as "goodsId", array_agg(hold.recall_id order by hold.recall_id) as "recallIds"
      from hold
      where hold.goods_id = any ($1::uuid[]) and hold.released_at is null
      group by hold.goods_id
      `,
      [goodsIds],
    ),
  keyOf: ({ goodsId }) => goodsId,
};

/** Everything that a recall holds now. */
export function goodsHeldFor(db: Queryable, recallId: string): Promise<HeldFor[]> {
  return db.rows<HeldFor>(
    'goods_held_for',
    `
    select hold.goods_id as "goodsId", hold.kind
    from hold
    where hold.recall_id = $1 and hold.released_at is null
    `,
    [recallId],
  );
}

/** Of these goods, those that a recall does not hold. */
export function notHeldYet(
  db: Queryable,
  recallId: string,
  { batchIds, unitIds }: { readonly batchIds: readonly string[]; readonly unitIds: readonly string[] },
): Promise<HeldFor[]> {
  return db.rows<HeldFor>(
    'not_held_yet',
    `
    select goods.goods_id as "goodsId", goods.kind
    from (
      select unnest($2::uuid[]) as goods_id, 'BATCH' as kind
      union all
      select unnest($3::uuid[]) as goods_id, 'UNIT' as kind
    ) as goods
    where not exists (
      select from hold
      where hold.recall_id = $1 and hold.goods_id = goods.goods_id and hold.released_at is null
    )
    `,
    [recallId, plainArrayLiteral(batchIds), plainArrayLiteral(unitIds)],
  );
}

/** A batch or a unit, by id. */
export interface HeldFor {
  readonly goodsId: string;
  readonly kind: 'BATCH' | 'UNIT';
}
