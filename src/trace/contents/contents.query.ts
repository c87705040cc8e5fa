import { baseUnit, inBaseUnits, joinUnit, stockFrom, toldQuantity, toldUnit } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';

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

/** A quantity of a batch that is packed in a container. */
export interface PackedQuantity {
  readonly batchId: string;
  readonly quantity: string;
  readonly uom: string;
  /** Of the dimension that `uom` is of; a batch has one entry for each. */
  readonly baseUom: string;
}

/** What of each batch is in a container at `now`, in key order. What more was taken out than put in is a gap, and not in it. */
export function quantitiesIn(
  db: Queryable,
  {
    containerId,
    now,
    limit,
    after,
  }: { containerId: string; now: Date; limit: number; after: readonly (string | number)[] | null },
): Promise<PackedQuantity[]> {
  return db.rows<PackedQuantity>(
    'quantities_packed_in',
    `
    with ${stockFrom(
      'select * from stock_entry where stock_entry.container_id = $1 and stock_entry.occurred_at <= $2',
      '(select * from goods_movement where goods_movement.occurred_at <= $2)',
    )}
    select
      stock.batch_id as "batchId", ${baseUnit('stock')} as "baseUom", ${toldUnit('stock')} as uom,
      (${toldQuantity('stock')})::text as quantity
    from stock
    ${joinUnit('stock')}
    where stock.place_kind = 'PACKED'
      and ($4::uuid is null or (stock.batch_id, ${baseUnit('stock')}) > ($4::uuid, $5::text))
    group by stock.batch_id, ${baseUnit('stock')}
    having sum(${inBaseUnits('stock')}) > 0
    order by 1, 2
    limit $3
    `,
    [containerId, now, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}
