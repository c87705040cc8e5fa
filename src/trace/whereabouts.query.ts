import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { MovementKind } from '../movements/index.js';
import type { CountedQuantity } from '../products/index.js';
import type { GoodsScope } from './scope.js';

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

const HAS_TO_BE_WALKED = `state.seen_at > $3 or state.left_container_id is not null or state.placed_after_packed`;

// Most scopes are one batch, which is compared faster by itself than as an array.
const OF_SCOPE = `(
  state.batch_id = $4::uuid
  or state.batch_id = any($1::uuid[]) or state.other_batch_ids && $1::uuid[] or state.goods_id = any($2::uuid[])
)`;

/**
 * Every unit of a scope, counted once, in one statement: two could miss a unit that is scanned between them. Loose units,
 * of which a batch may have millions, are grouped by columns of few values, so that PostgreSQL divides the work.
 */
export async function groupUnits(db: Queryable, scope: GoodsScope, now: Date): Promise<UnitGroup[]> {
  const rows = await db.rows<Omit<UnitGroup, 'walked'> & { readonly walked: readonly string[] | null }>(
    'group_units_by_state',
    `
    select
      state.placed_kind as "placedKind", state.location_id as "locationId", state.carrier_id as "carrierId",
      state.consignee_id as "consigneeId", null::uuid as "containerId", null::timestamptz as "placedAt",
      count(*) as units,
      array_agg(state.goods_id) filter (where state.seen_at > $3 or state.left_container_id is not null) as walked
    from goods_state as state
    where state.container_id is null and ${OF_SCOPE}
    group by state.placed_kind, state.location_id, state.carrier_id, state.consignee_id
    union all
    select
      state.placed_kind, state.location_id, state.carrier_id, state.consignee_id, state.container_id, state.placed_at,
      count(*),
      array_agg(state.goods_id) filter (where ${HAS_TO_BE_WALKED})
    from goods_state as state
    where state.container_id is not null and ${OF_SCOPE}
    group by state.placed_kind, state.location_id, state.carrier_id, state.consignee_id, state.container_id, state.placed_at
    `,
    [plainArrayLiteral(scope.batchIds), plainArrayLiteral(scope.unitIds), now, scope.batchIds[0] ?? null],
  );
  return rows.map(({ walked, ...group }) => ({
    walked: walked ?? [],
    ...group,
    units: group.units - (walked?.length ?? 0),
  }));
}

/** Where stock of batches that are counted by quantity was booked to. */
export interface StockPlace {
  readonly placeKind: 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'TRANSFORMED' | 'PACKED';
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly containerId: string | null;
}

/** So much at one place. The quantity is an exact decimal; below zero where more left than came. */
export interface StockGroup extends StockPlace, CountedQuantity {}

/** As it was booked: each product by itself. */
export interface StockOfProduct extends StockPlace {
  readonly productId: string;
  readonly uom: string;
  readonly quantity: string;
}

export function groupStock(db: Queryable, batchIds: readonly string[], now: Date): Promise<StockOfProduct[]> {
  return db.rows<StockOfProduct>(
    'group_stock',
    `
    select
      entry.place_kind as "placeKind", entry.location_id as "locationId", entry.carrier_id as "carrierId",
      entry.consignee_id as "consigneeId", entry.container_id as "containerId",
      batch.product_id as "productId", entry.uom, sum(entry.quantity)::text as quantity
    from stock_entry as entry
    join batch on batch.batch_id = entry.batch_id
    where entry.batch_id = any($1::uuid[])
      and entry.occurred_at <= $2
    group by 1, 2, 3, 4, 5, 6, 7
    having sum(entry.quantity) <> 0
    order by 1, 2, 3, 4, 5, 6, 7
    `,
    [plainArrayLiteral(batchIds), now],
  );
}
