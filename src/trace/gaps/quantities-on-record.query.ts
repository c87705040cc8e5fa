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

const OF_PLACE = 'partition by entry.batch_id, entry.holder_id, entry.container_id, entry.uom';

/**
 * Places and containers at which less than nothing of these batches is left, and since when. All sites of a customer are one
 * place, to which also comes what is delivered to them, and where it is no matter that they gave back more than that.
 */
export function shortages(db: Queryable, batchIds: readonly string[]): Promise<Shortage[]> {
  return db.rows<Shortage>(
    'stock_shortages',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.batch_id = any($1::uuid[])')},
    placed as (
      select
        stock.batch_id, stock.uom, stock.occurred_at, stock.quantity, stock.container_id,
        coalesce(stock.consignee_id, site.customer_id, stock.location_id) as holder_id,
        stock.place_kind <> 'DELIVERED' and stock.quantity < 0 as is_taken, stock.location_id
      from stock
      left join location as site on site.location_id = stock.location_id
      where stock.place_kind in ('AT_LOCATION', 'PACKED', 'DELIVERED')
        and stock.emptied_by is null
    ),
    entry as (
      select * from placed
      union all
      -- What came out of an emptied container at no place said may have come to any.
      select
        stock.batch_id, stock.uom, stock.occurred_at, stock.quantity, null, place.holder_id, false, null
      from stock
      join (select distinct placed.batch_id, placed.holder_id from placed where placed.container_id is null) as place
        on place.batch_id = stock.batch_id
      where stock.emptied_by is not null
    ),
    level as (
      select
        entry.batch_id, entry.holder_id, entry.container_id, entry.uom, entry.occurred_at,
        sum(sum(entry.quantity)) over (${OF_PLACE} order by entry.occurred_at) as stock,
        bool_or(bool_or(entry.is_taken)) over (${OF_PLACE}) as is_taken,
        min(min(entry.location_id::text) filter (where entry.is_taken)) over (${OF_PLACE}) as location_id
      from entry
      group by entry.batch_id, entry.holder_id, entry.container_id, entry.uom, entry.occurred_at
    ),
    known as (
      select
        entry.*,
        max(entry.occurred_at) filter (where entry.stock >= 0) over (${OF_PLACE}) as last_enough_at
      from level as entry
    )
    select
      known.batch_id as "batchId", known.location_id as "locationId", known.container_id as "containerId", known.uom,
      (array_agg(known.stock order by known.occurred_at desc))[1]::text as stock,
      min(known.occurred_at) as since
    from known
    where known.is_taken
      and (known.last_enough_at is null or known.occurred_at > known.last_enough_at)
    group by known.batch_id, known.holder_id, known.location_id, known.container_id, known.uom
    `,
    [plainArrayLiteral(batchIds)],
  );
}
