import { baseUnit, inBaseUnits, joinUnit, stockFrom } from '../../movements/index.js';

/*
 * What was built into a unit, in SQL, of an `entry` of goods in a pack: a unit by its serial, or a quantity by its batch.
 */

/**
 * Nobody has recorded that a unit was taken out again. What was seen elsewhere since is not there, or the wrong one was
 * scanned, and nothing says which; so what it was built into is not cleared of it.
 */
export const NOBODY_TOOK_IT_OUT = `not exists (
  select
  from goods_movement as pack
  join goods_movement as removal
    -- Of it, or of all that was in there.
    on removal.goods_id in (pack.goods_id, pack.container_id)
    and removal.kind = 'unpack'
    and removal.container_id = pack.container_id
    and (removal.occurred_at, removal.kind, removal.source_sequence, removal.movement_id)
      > (pack.occurred_at, pack.kind, pack.source_sequence, pack.movement_id)
  where pack.goods_id = entry.goods_id
    and pack.movement_id = entry.movement_id
)`;

/**
 * Selects how much of a batch that was packed into a container by quantity is left in there, `quantity` in `uom`, one row for
 * each dimension of units of measure. What was taken out before it went in, or beyond what was in, took nothing of it.
 */
export const leftIn = (batchId: string, containerId: string) => `
  with ${stockFrom(
    `select * from stock_entry where stock_entry.batch_id = ${batchId} and stock_entry.container_id = ${containerId}`,
  )},
  packed as (
    select
      ${baseUnit('stock')} as base, stock.uom, stock.quantity, ${inBaseUnits('stock')} as quantity_in_base,
      sum(stock.quantity) over since as level, sum(${inBaseUnits('stock')}) over since as level_in_base
    from stock
    join movement on movement.movement_id = stock.movement_id and movement.kind is not null
    ${joinUnit('stock')}
    where stock.place_kind = 'PACKED'
    window since as (
      partition by ${baseUnit('stock')}
      order by stock.occurred_at, stock.kind, movement.source_sequence, stock.movement_id, stock.line
    )
  )
  select
    case when min(packed.uom) = max(packed.uom) then min(packed.uom) else packed.base end as uom,
    trim_scale(case
      when min(packed.uom) = max(packed.uom) then sum(packed.quantity) - least(0, min(packed.level))
      else sum(packed.quantity_in_base) - least(0, min(packed.level_in_base))
    end) as quantity
  from packed
  group by packed.base
  having sum(packed.quantity_in_base) > least(0, min(packed.level_in_base))`;

/** Of a quantity, some is left in there: nothing says which of the pieces came out. */
const NOT_ALL_CAME_OUT = `not exists (
  select
  from stock_entry as packed
  where packed.batch_id = entry.goods_id
    and packed.movement_id = entry.movement_id
    and packed.place_kind = 'PACKED'
    and not exists (${leftIn('packed.batch_id', 'packed.container_id')})
)`;

/** Of what was built in, it is still there, or may be. */
export const STILL_BUILT_IN = `(${NOBODY_TOOK_IT_OUT} and ${NOT_ALL_CAME_OUT})`;
