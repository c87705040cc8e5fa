import { baseUnit, inBaseUnits, joinUnit, toldQuantity, toldUnit } from './stock-in-base-units.js';

/*
 * # What was in a container by quantity when it was emptied
 *
 * An unpack that names no goods takes out whatever was in its container. For quantities nothing is booked of that, since
 * what was packed before may be recorded, or corrected, at any time later: it is worked out when stock is read. Every entry
 * of a container comes out at the next emptying after it in the ledger's order, with whatever else was in the container
 * since the one before; less than nothing does not come out.
 */

const OF_EMPTYING = ['occurred_at', 'kind', 'source_sequence', 'movement_id']
  .map((name) => `emptying.${name}`)
  .join(', ');

/**
 * Parts of a statement, after `with`: `stock` has the entries that `booked` selects, of each batch in a container all or none,
 * and two more for what came out of one: out of the container, and to the place of the emptying. Where that names none,
 * `emptied_by` says at which movement it came to where its container then was. `emptied` has what came out by itself.
 */
export const stockFrom = (booked: string, links = 'goods_movement') => `
  booked as materialized (${booked}),
  emptied as materialized (
    select
      packed.batch_id, packed.container_id, emptying.movement_id, emptying.occurred_at,
      emptying.source_sequence, emptying.location_id, ${toldUnit('packed')} as uom, ${toldQuantity('packed')} as quantity
    from booked as packed
    ${joinUnit('packed')}
    cross join lateral (
      select ${OF_EMPTYING}, emptying.location_id
      from ${links} as emptying
      where emptying.goods_id = packed.container_id
        and emptying.container_id = emptying.goods_id
        and emptying.kind = 'unpack'
        and (${OF_EMPTYING}) > (
          packed.occurred_at, packed.kind, (
            select movement.source_sequence
            from movement
            where movement.movement_id = packed.movement_id and movement.kind is not null
          ), packed.movement_id
        )
      order by ${OF_EMPTYING}
      limit 1
    ) as emptying
    where packed.container_id is not null
    group by 1, 2, 3, 4, 5, 6, ${baseUnit('packed')}
    having sum(${inBaseUnits('packed')}) > 0
  ),
  stock as (
    select
      booked.batch_id, booked.movement_id, booked.occurred_at, booked.kind, booked.line, booked.place_kind,
      booked.location_id, booked.carrier_id, booked.consignee_id, booked.container_id, null::uuid as emptied_by,
      booked.quantity, booked.uom
    from booked
    union all
    select
      emptied.batch_id, emptied.movement_id, emptied.occurred_at, 'unpack', 0, 'PACKED',
      null, null, null, emptied.container_id, null,
      -emptied.quantity, emptied.uom
    from emptied
    union all
    select
      emptied.batch_id, emptied.movement_id, emptied.occurred_at, 'unpack', 1, 'AT_LOCATION',
      emptied.location_id, null, null, case when emptied.location_id is null then emptied.container_id end,
      case when emptied.location_id is null then emptied.movement_id end,
      emptied.quantity, emptied.uom
    from emptied
  )`;
