import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { stockFrom } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import type { Shortage, TransitFlow } from './quantity-gaps.rule.js';

/** What of these batches went on its way and arrived, by order or shipment number. */
export function transitFlows(db: Queryable, batchIds: readonly string[], overdueThrough: Date): Promise<TransitFlow[]> {
  return db.rows<TransitFlow>(
    'transit_flows',
    `
    select
      entry.batch_id as "batchId", upper(coalesce(movement.shipment_ref, movement.order_ref)) as reference, entry.uom,
      coalesce(sum(entry.quantity) filter (where entry.quantity > 0), 0)::text as shipped,
      coalesce(sum(entry.quantity) filter (where entry.quantity > 0 and entry.occurred_at <= $2), 0)::text as due,
      coalesce(-sum(entry.quantity) filter (where entry.quantity < 0), 0)::text as arrived,
      coalesce(bool_and(entry.kind = 'deliver') filter (where entry.quantity < 0), true) as "onlyDelivered",
      min(entry.occurred_at) filter (where entry.quantity > 0) as "firstShippedAt",
      max(entry.occurred_at) filter (where entry.quantity < 0) as "lastArrivedAt"
    from stock_entry as entry
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    where entry.batch_id = any($1::uuid[])
      and entry.place_kind = 'IN_TRANSIT'
    group by entry.batch_id, upper(coalesce(movement.shipment_ref, movement.order_ref)), entry.uom
    order by 1, 2, 3
    `,
    [plainArrayLiteral(batchIds), overdueThrough],
  );
}

/** Places and containers at which less than nothing of these batches is left, and since when. */
export function shortages(db: Queryable, batchIds: readonly string[]): Promise<Shortage[]> {
  return db.rows<Shortage>(
    'stock_shortages',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.batch_id = any($1::uuid[])')},
    entry as (
      select stock.* from stock where stock.place_kind in ('AT_LOCATION', 'PACKED') and stock.emptied_by is null
      union all
      -- What came out of an emptied container at no place said may have come to any.
      select
        stock.batch_id, stock.movement_id, stock.occurred_at, stock.kind, stock.line, stock.place_kind,
        place.location_id, null, null, null, stock.emptied_by, stock.quantity, stock.uom
      from stock
      join (
        select distinct booked.batch_id, booked.location_id from booked where booked.place_kind = 'AT_LOCATION'
      ) as place on place.batch_id = stock.batch_id
      where stock.emptied_by is not null
    ),
    level as (
      select
        entry.batch_id, entry.place_kind, entry.location_id, entry.container_id, entry.uom, entry.occurred_at,
        sum(sum(entry.quantity)) over (
          partition by entry.batch_id, entry.place_kind, entry.location_id, entry.container_id, entry.uom
          order by entry.occurred_at
        ) as stock
      from entry
      group by
        entry.batch_id, entry.place_kind, entry.location_id, entry.container_id, entry.uom, entry.occurred_at
    ),
    known as (
      select
        level.*,
        max(level.occurred_at) filter (where level.stock >= 0) over (
          partition by level.batch_id, level.place_kind, level.location_id, level.container_id, level.uom
        ) as last_enough_at
      from level
    )
    select
      known.batch_id as "batchId", known.location_id as "locationId", known.container_id as "containerId", known.uom,
      (array_agg(known.stock order by known.occurred_at desc))[1]::text as stock,
      min(known.occurred_at) as since
    from known
    where known.last_enough_at is null or known.occurred_at > known.last_enough_at
    group by known.batch_id, known.place_kind, known.location_id, known.container_id, known.uom
    `,
    [plainArrayLiteral(batchIds)],
  );
}
