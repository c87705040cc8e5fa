import type { Transaction } from '../platform/database/database.js';

/** Goods that were made of what a recall holds, or that it was built into. */
export interface MadeOfHeld {
  readonly recallId: string;
  readonly goodsId: string;
  readonly kind: 'BATCH' | 'UNIT';
}

/**
 * Holds what was made of held goods, for the same recalls, unless a recall leaves out what is made. It stays held until they
 * are closed, or until someone has looked and takes it out of the scope. Answers whether anything is held that was not.
 */
export async function extendHolds(tx: Transaction, made: readonly MadeOfHeld[], at: Date): Promise<boolean> {
  const rows = await tx.rows(
    'extend_holds',
    `
    insert into hold (goods_id, recall_id, kind, placed_at, placed_by)
    select distinct made.goods_id, made.recall_id, made.kind, $4::timestamptz, first.placed_by
    from unnest($1::uuid[], $2::uuid[], $3::text[]) as made (recall_id, goods_id, kind)
    cross join lateral (
      -- Whoever releases the holds waits for this row, and then looks for new ones.
      select hold.placed_by
      from hold
      where hold.recall_id = made.recall_id and hold.follows_making and hold.released_at is null
      order by hold.goods_id
      limit 1
      for share
    ) as first
    order by made.goods_id
    -- What was taken out of the scope and belongs to it again.
    on conflict (goods_id, recall_id) do update set
      placed_at = excluded.placed_at, placed_by = excluded.placed_by, released_at = null, released_by = null
    where hold.released_at is not null
    returning hold.goods_id
    `,
    [made.map(({ recallId }) => recallId), made.map(({ goodsId }) => goodsId), made.map(({ kind }) => kind), at],
  );
  return rows.length > 0;
}
