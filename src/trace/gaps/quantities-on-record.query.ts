import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { fromBaseUnit } from '../../gs1/index.js';
import { baseUnit, inBaseUnits, joinUnit, stockFrom } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { type ArrivalAtCustomer, arrivedOnce } from './arrived-once.js';
import type { Shortage, TransitFlow } from './quantity-gaps.rule.js';

/** A base unit, and the one unit in which all of its dimension was sent, or else the base unit. */
interface Units {
  readonly baseUom: string;
  readonly uom: string;
}

const OF_UNIT = 'partition by entry.batch_id, entry.base_uom';

/** Of two senders: what arrived so little before it was shipped is what was shipped. */
const CLOCK_TOLERANCE_MINUTES = 5;

const REFERENCE = 'upper(coalesce(movement.shipment_ref, movement.order_ref))';

/** What of these batches went on its way and arrived, by order or shipment number; what was scanned twice, once. */
export async function transitFlows(
  db: Queryable,
  batchIds: readonly string[],
  overdueThrough: Date,
): Promise<TransitFlow[]> {
  const rows = await db.rows<Omit<TransitFlow, 'scanned'> & Units>(
    'transit_flows',
    `
    with moved as (
      select
        entry.batch_id, ${REFERENCE} as reference, ${baseUnit('entry')} as base_uom, entry.uom, entry.kind,
        entry.occurred_at, ${inBaseUnits('entry')} as quantity
      from stock_entry as entry
      join movement on movement.movement_id = entry.movement_id and movement.kind is not null
      ${joinUnit('entry')}
      where entry.batch_id = any($1::uuid[])
        and entry.place_kind = 'IN_TRANSIT'
    ),
    sided as (
      select
        moved.*,
        moved.reference is not null
          and bool_or(moved.quantity > 0) over (partition by moved.batch_id, moved.base_uom, moved.reference)
          and bool_or(moved.quantity < 0) over (partition by moved.batch_id, moved.base_uom, moved.reference)
          as is_two_sided
      from moved
    ),
    entry as (
      -- What is compared together, in the order in which it happened; clocks of two senders may differ.
      select
        sided.*, case when sided.is_two_sided then sided.reference end as compared_by,
        sum(sided.quantity) over (
          partition by sided.batch_id, sided.base_uom, case when sided.is_two_sided then sided.reference end
          order by
            case when sided.quantity > 0 then sided.occurred_at - interval '${CLOCK_TOLERANCE_MINUTES} minutes'
              else sided.occurred_at end,
            sided.quantity desc
          rows unbounded preceding
        ) as on_its_way
      from sided
    )
    select
      entry.batch_id as "batchId", entry.reference, entry.base_uom as "baseUom",
      case
        when min(min(entry.uom)) over (${OF_UNIT}) = max(max(entry.uom)) over (${OF_UNIT}) then min(entry.uom)
        else entry.base_uom
      end as uom,
      coalesce(sum(entry.quantity) filter (where entry.quantity > 0), 0)::text as shipped,
      coalesce(sum(entry.quantity) filter (where entry.quantity > 0 and entry.occurred_at <= $2), 0)::text as due,
      coalesce(-sum(entry.quantity) filter (where entry.quantity < 0), 0)::text as arrived,
      greatest(-min(min(entry.on_its_way)) over (partition by entry.batch_id, entry.base_uom, entry.compared_by), 0)::text
        as early,
      coalesce(bool_and(entry.kind = 'deliver') filter (where entry.quantity < 0), true) as "onlyDelivered",
      min(entry.occurred_at) filter (where entry.quantity > 0) as "firstShippedAt",
      max(entry.occurred_at) filter (where entry.quantity < 0) as "lastArrivedAt"
    from entry
    group by entry.batch_id, entry.reference, entry.base_uom, entry.compared_by
    order by 1, 2, 3
    `,
    [plainArrayLiteral(batchIds), overdueThrough],
  );
  const counted = rows.map((row) => ({ ...row, scanned: row.arrived }));
  return arrivedOnce(counted, await arrivalsByTwoScans(db, batchIds)).map(({ baseUom, ...flow }) => {
    const told = (quantity: string) => fromBaseUnit({ quantity, uom: baseUom }, flow.uom).quantity;
    const { shipped, due, arrived, scanned, early } = flow;
    return {
      ...flow,
      ...{ shipped: told(shipped), due: told(due), arrived: told(arrived), scanned: told(scanned), early: told(early) },
    };
  });
}

/** What arrived at customers who were handed some of a batch and received some at a site of theirs. */
function arrivalsByTwoScans(db: Queryable, batchIds: readonly string[]): Promise<ArrivalAtCustomer[]> {
  return db.rows<ArrivalAtCustomer>(
    'arrivals_by_two_scans',
    `
    select
      arrival.batch_id as "batchId", arrival.reference, arrival.base_uom as "baseUom", arrival.customer_id as "customerId",
      arrival.site_id as "siteId", arrival.is_received as "isReceived", arrival.was_on_the_way as "wasOnTheWay",
      arrival.quantity::text as quantity
    from (
      select
        entry.batch_id, ${REFERENCE} as reference, ${baseUnit('entry')} as base_uom, customer.customer_id,
        case when site.customer_id = customer.customer_id then site.location_id end as site_id,
        entry.kind = 'receive' as is_received, movement.consignor_id is null as was_on_the_way,
        sum(${inBaseUnits('entry')}) as quantity,
        count(*) over (
          partition by entry.batch_id, ${baseUnit('entry')}, customer.customer_id, entry.kind = 'receive'
        ) as alike,
        count(*) over (partition by entry.batch_id, ${baseUnit('entry')}, customer.customer_id) as all_scans
      from stock_entry as entry
      join movement on movement.movement_id = entry.movement_id and movement.kind is not null
      left join location as site on site.location_id = entry.location_id
      cross join lateral (select coalesce(entry.consignee_id, site.customer_id) as customer_id) as customer
      ${joinUnit('entry')}
      where entry.batch_id = any($1::uuid[])
        and entry.kind in ('deliver', 'receive')
        and entry.place_kind in ('DELIVERED', 'AT_LOCATION')
        and entry.quantity > 0
        and customer.customer_id is not null
      group by 1, 2, 3, 4, 5, 6, 7
    ) as arrival
    where arrival.alike < arrival.all_scans
    order by 1, 2, 3, 4, 5, 6, 7
    `,
    [plainArrayLiteral(batchIds)],
  );
}

const OF_PLACE = 'partition by entry.batch_id, entry.holder_id, entry.container_id, entry.base_uom';

/**
 * Places and containers at which less than nothing of these batches is left, and since when. All sites of a customer are one
 * place, to which also comes what is delivered to them, and where it is no matter that they gave back more than that.
 */
export async function shortages(db: Queryable, batchIds: readonly string[]): Promise<Shortage[]> {
  const rows = await db.rows<Shortage & Units>(
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
    counted as (
      select
        entry.batch_id, entry.holder_id, entry.container_id, entry.occurred_at, entry.is_taken, entry.location_id,
        entry.uom, ${baseUnit('entry')} as base_uom, ${inBaseUnits('entry')} as quantity
      from entry
      ${joinUnit('entry')}
    ),
    level as (
      select
        entry.batch_id, entry.holder_id, entry.container_id, entry.base_uom, entry.occurred_at,
        min(min(entry.uom)) over (${OF_PLACE}) as least_uom, max(max(entry.uom)) over (${OF_PLACE}) as greatest_uom,
        sum(sum(entry.quantity)) over (${OF_PLACE} order by entry.occurred_at) as stock,
        bool_or(bool_or(entry.is_taken)) over (${OF_PLACE}) as is_taken,
        min(min(entry.location_id::text) filter (where entry.is_taken)) over (${OF_PLACE}) as location_id
      from counted as entry
      group by entry.batch_id, entry.holder_id, entry.container_id, entry.base_uom, entry.occurred_at
    ),
    known as (
      select
        entry.*,
        max(entry.occurred_at) filter (where entry.stock >= 0) over (${OF_PLACE}) as last_enough_at
      from level as entry
    )
    select
      known.batch_id as "batchId", known.location_id as "locationId", known.container_id as "containerId",
      known.base_uom as "baseUom",
      case when known.least_uom = known.greatest_uom then known.least_uom else known.base_uom end as uom,
      (array_agg(known.stock order by known.occurred_at desc))[1]::text as stock,
      min(known.occurred_at) as since
    from known
    where known.is_taken
      and (known.last_enough_at is null or known.occurred_at > known.last_enough_at)
    group by
      known.batch_id, known.holder_id, known.location_id, known.container_id, known.base_uom, known.least_uom,
      known.greatest_uom
    `,
    [plainArrayLiteral(batchIds)],
  );
  return rows.map(({ baseUom, ...shortage }) => {
    const told = fromBaseUnit({ quantity: shortage.stock, uom: baseUom }, shortage.uom);
    return { ...shortage, stock: told.quantity };
  });
}
