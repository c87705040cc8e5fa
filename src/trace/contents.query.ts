import type { Queryable } from '../platform/database/database.js';

/** Goods that were packed into a container and neither taken out nor put into another. */
export interface PackedGoods {
  readonly goodsId: string;
  /** Whether they have been scanned by themselves since, and so may have left it unseen. */
  readonly scannedSince: boolean;
}

/** The units, or the logistic units, whose packing in a logistic unit lasts at `now`, in key order. */
export function packedIn(
  db: Queryable,
  kind: 'unit' | 'logistic_unit',
  { containerId, now, after, limit }: { containerId: string; now: Date; after: string; limit: number },
): Promise<PackedGoods[]> {
  return db.rows<PackedGoods>(
    `${kind}s_packed_in`,
    `
    select packing.child_id as "goodsId", state.placed_after_packed or state.seen_at > $2 as "scannedSince"
    from packing_by_parent as packing
    join goods_state as state on state.goods_id = packing.child_id
    join ${kind} on ${kind}.${kind}_id = packing.child_id
    where packing.parent_id = $1
      and packing.packed_at <= $2
      and (packing.unpacked_at is null or packing.unpacked_at > $2)
      and packing.child_id > $3
    order by packing.child_id
    limit $4
    `,
    [containerId, now, after, limit],
  );
}
