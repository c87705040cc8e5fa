import { type MovementKind, stockFrom } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { CountedQuantity } from '../../products/index.js';
import type { GoodsScope } from '../scope.js';
import { claimsBesides } from '../units-in-scope.query.js';

/** Units of a scope whose own state is the same. Packed ones are told apart by container, since it carries them. */
export interface UnitGroup {
  readonly placedKind: MovementKind | null;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly containerId: string | null;
  /** For packed units: when their own place was said. */
  readonly placedAt: Date | null;
  readonly units: number;
  /** The ids of more units, whose place neither their state nor their container's tells: their journeys do. */
  readonly walked: readonly string[];
}

/** What a state alone does not tell: what came later than the time asked for, and where goods are that left unseen. */
const hasToBeWalked = (state: string) =>
  `(${state}.seen_at > $3 or ${state}.left_container_id is not null or ${state}.placed_after_packed)`;

/** The same of a unit: what is in no container cannot have left it unseen. */
const IS_WALKED = `(
  state.seen_at > $3 or state.left_container_id is not null or (state.container_id is not null and state.placed_after_packed)
)`;

// Most scopes are one batch, which is compared faster by itself than as an array.
const isOfScope = (claims: string) => `(
  state.batch_id = $4::uuid
  or state.batch_id = any($1::uuid[]) or state.goods_id = any($2::uuid[]) or state.goods_id = any(array(select claim.goods_id from (${claims}) as claim))
)`;

const PLACED = ['placed_kind', 'placed_at', 'location_id', 'carrier_id', 'consignee_id'] as const;

/** A container's place holds for what is in it unless theirs was told later (`journeys.ts`). */
const CARRIES = `box.placed_at is not null and not ${hasToBeWalked('box')}
  and (inside.placed_at is null or (box.placed_at, box.placed_kind) >= (inside.placed_at, inside.placed_kind))`;

/**
 * Groups of packed goods, placed by their containers' states and grouped by what these are in. A container whose state does
 * not tell keeps its groups: its journey will.
 */
const carriedByContainers = (groups: string) => `
    select ${PLACED.join(', ')}, container_id, sum(units)::bigint as units
    from (
      select
        ${PLACED.map((name) => `case when ${CARRIES} then box.${name} else inside.${name} end as ${name}`).join(',\n        ')},
        case when ${hasToBeWalked('box')} then inside.container_id else box.container_id end as container_id,
        inside.units
      from (${groups}) as inside
      left join goods_state as box on box.goods_id = inside.container_id
    ) as carried
    group by ${PLACED.join(', ')}, container_id`;

// Neighbouring containers lie together: to look them up in any order takes half as long again.
const PACKED = `
        select * from told where told.container_id is not null and told.units > 0 order by told.container_id`;

/**
 * Every unit of a scope, counted once, in one statement: two could miss a unit that is scanned between them. All are read and
 * grouped in one pass, which PostgreSQL may divide; when loose ones were placed is left out, since a batch may have millions of
 * times. Those that have to be walked are read again, where there are any: gathered in the same pass, PostgreSQL expects so much
 * of the groups that it writes them to disk. Packed ones climb two levels, from unit to case to pallet, before anything leaves
 * PostgreSQL.
 */
export async function groupUnits(db: Queryable, scope: GoodsScope, now: Date): Promise<UnitGroup[]> {
  const claims = claimsBesides(scope);
  const rows = await db.rows<Omit<UnitGroup, 'walked'> & { readonly walked: readonly string[] | null }>(
    `group_units_by_state_of_${claims.size}_batches`,
    `
    with placed as materialized (
      select
        state.placed_kind, case when state.container_id is not null then state.placed_at end as placed_at,
        state.location_id, state.carrier_id, state.consignee_id, state.container_id,
        count(*) as units, count(*) filter (where ${IS_WALKED}) as walked
      from goods_state as state
      where ${isOfScope(claims.sql)}
      group by 1, 2, 3, 4, 5, 6
    ),
    told as not materialized (
      select ${PLACED.join(', ')}, container_id, units - walked as units
      from placed
    )
    select
      loose.placed_kind as "placedKind", loose.location_id as "locationId", loose.carrier_id as "carrierId",
      loose.consignee_id as "consigneeId", null::uuid as "containerId", null::timestamptz as "placedAt",
      loose.units, null::uuid[] as walked
    from told as loose
    where loose.container_id is null and loose.units > 0
    union all
    select
      carried.placed_kind, carried.location_id, carried.carrier_id, carried.consignee_id, carried.container_id,
      case when carried.container_id is not null then carried.placed_at end, sum(carried.units)::bigint, null
    from (${carriedByContainers(carriedByContainers(PACKED))}) as carried
    group by 1, 2, 3, 4, 5, 6
    union all
    select null, null, null, null, null, null, 0, array_agg(state.goods_id order by state.goods_id)
    from goods_state as state
    where exists (select from placed where placed.walked > 0)
      and ${isOfScope(claims.sql)}
      and ${IS_WALKED}
    `,
    [plainArrayLiteral(scope.batchIds), plainArrayLiteral(scope.unitIds), now, scope.batchIds[0] ?? null],
  );
  return rows.map(({ walked, ...group }) => ({ walked: walked ?? [], ...group }));
}

/** Where stock of batches that are counted by quantity was booked to. */
export interface StockPlace {
  readonly placeKind: 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'TRANSFORMED' | 'PACKED';
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly containerId: string | null;
  /** The emptying by which it came, at no place said, to where its container was then. */
  readonly emptiedBy: string | null;
  /** Of what is loose, and is or may be in transit: when it left, or below zero, arrived. */
  readonly movedAt: Date | null;
  /** Where it was bound for, or arrived. */
  readonly siteId: string | null;
  /** Of what arrived, off its way and where it arrived: the scan that says so. */
  readonly arrivedBy: 'deliver' | 'receive' | null;
  /** Of all packaging levels of a batch, which are one when they are netted. */
  readonly batchNumber: string;
}

/** So much at one place. The quantity is an exact decimal; below zero where more left than came. */
export interface StockGroup extends StockPlace, CountedQuantity {}

/** As it was booked: each product by itself. */
export interface StockOfProduct extends StockPlace {
  readonly productId: string;
  readonly uom: string;
  readonly quantity: string;
}

/** `stock` by where it was booked to; what is in transit movement by movement, since what arrived had left before. */
export const GROUPS_OF_STOCK = `
  select
    stock.place_kind as "placeKind", stock.location_id as "locationId", stock.carrier_id as "carrierId",
    stock.consignee_id as "consigneeId", stock.container_id as "containerId", stock.emptied_by as "emptiedBy",
    case when stock.place_kind = 'IN_TRANSIT' or stock.emptied_by is not null then stock.occurred_at end as "movedAt",
    case when stock.quantity > 0 then movement.destination_id else movement.location_id end as "siteId",
    case
      when stock.kind in ('deliver', 'receive') and (stock.quantity < 0) = (stock.place_kind = 'IN_TRANSIT') then stock.kind
    end as "arrivedBy",
    batch.number as "batchNumber", batch.product_id as "productId", stock.uom, sum(stock.quantity)::text as quantity
  from stock
  join batch on batch.batch_id = stock.batch_id
  left join movement
    on stock.place_kind = 'IN_TRANSIT' and movement.movement_id = stock.movement_id and movement.kind is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  having sum(stock.quantity) <> 0
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`;

const STOCK_UNTIL = `
  select *
  from stock_entry
  where stock_entry.batch_id = any($1::uuid[])
    and stock_entry.occurred_at <= $2`;

export function groupStock(db: Queryable, batchIds: readonly string[], now: Date): Promise<StockOfProduct[]> {
  return db.rows<StockOfProduct>(
    'group_stock',
    `
    with ${stockFrom(STOCK_UNTIL, '(select * from goods_movement where goods_movement.occurred_at <= $2)')}
    ${GROUPS_OF_STOCK}
    `,
    [plainArrayLiteral(batchIds), now],
  );
}
