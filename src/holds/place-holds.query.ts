import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Transaction } from '../platform/database/database.js';

export interface PlaceHolds {
  readonly recallId: string;
  readonly batchIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly placedAt: Date;
  readonly placedBy: string;
  /** Whether what is made of the goods later is held too. */
  readonly followsMaking: boolean;
}

/**
 * Holds every batch and unit for a recall, also those never seen yet. What the recall already holds stays as it is; what it
 * held and released is held again.
 */
export async function placeHolds(tx: Transaction, holds: PlaceHolds): Promise<void> {
  await tx.rows(
    'place_holds',
    `
    insert into hold (goods_id, recall_id, kind, placed_at, placed_by, follows_making)
    select goods.goods_id, $1, goods.kind, $4, $5, $6
    from (
      select unnest($2::uuid[]) as goods_id, 'BATCH' as kind
      union all
      select unnest($3::uuid[]) as goods_id, 'UNIT' as kind
    ) as goods
    order by goods.goods_id
    on conflict (goods_id, recall_id) do update set
      placed_at = excluded.placed_at, placed_by = excluded.placed_by, released_at = null, released_by = null
    where hold.released_at is not null
    `,
    [
      holds.recallId,
      plainArrayLiteral(holds.batchIds),
      plainArrayLiteral(holds.unitIds),
      holds.placedAt,
      holds.placedBy,
      holds.followsMaking,
    ],
  );
}

export interface ReleaseHolds {
  readonly recallId: string;
  readonly releasedAt: Date;
  readonly releasedBy: string;
}

/**
 * Ends every hold of a recall. The rows stay, as the record of what was held from when to when. Whoever is extending the holds
 * has a share in one of them (`extendHolds`), and is waited for; what they added is seen by the next statement. That is mostly
 * the first one, which is waited for before anything is changed. Somebody who came later had another one for the first.
 */
export async function releaseHolds(tx: Transaction, { recallId, releasedAt, releasedBy }: ReleaseHolds): Promise<void> {
  await tx.rows(
    'lock_first_hold',
    `
    select hold.goods_id
    from hold
    where hold.recall_id = $1 and hold.follows_making and hold.released_at is null
    order by hold.goods_id
    limit 1
    for update
    `,
    [recallId],
  );
  let released: number;
  do {
    const [round] = await tx.rows<{ released: number }>(
      'release_holds',
      `
      with released as (
        update hold set released_at = $2, released_by = $3
        where hold.recall_id = $1 and hold.released_at is null
        returning 1
      )
      select count(*) as released from released
      `,
      [recallId, releasedAt, releasedBy],
    );
    released = round?.released ?? 0;
  } while (released > 0);
}

/** Ends the holds of a recall on goods that it is not about, while the others stay. */
export async function releaseGoods(
  tx: Transaction,
  goodsIds: readonly string[],
  { recallId, releasedAt, releasedBy }: ReleaseHolds,
): Promise<void> {
  await tx.rows(
    'release_goods',
    `
    update hold set released_at = $3, released_by = $4
    where hold.recall_id = $1 and hold.goods_id = any ($2::uuid[]) and hold.released_at is null
    `,
    [recallId, plainArrayLiteral(goodsIds), releasedAt, releasedBy],
  );
}
