import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { MovementKind } from '../movements/index.js';
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
  /** A group of its own for a unit whose place its state does not tell, nor its container's: its journey does. */
  readonly unitId: string | null;
  readonly units: number;
}

/** Every unit of a scope, counted once, in one statement: two could miss a unit that is scanned between them. */
export function groupUnits(db: Queryable, scope: GoodsScope, now: Date): Promise<UnitGroup[]> {
  return db.rows<UnitGroup>(
    'group_units_by_state',
    `
    select
      state.placed_kind as "placedKind", state.location_id as "locationId", state.carrier_id as "carrierId",
      state.consignee_id as "consigneeId", state.container_id as "containerId",
      case when state.container_id is not null then state.placed_at end as "placedAt",
      case
        when state.seen_at > $3 or state.left_container_id is not null then state.goods_id
        when state.container_id is not null and state.placed_after_packed then state.goods_id
      end as "unitId",
      count(*) as units
    from goods_state as state
    where state.batch_id = any($1::uuid[]) or state.other_batch_ids && $1::uuid[] or state.goods_id = any($2::uuid[])
    group by 1, 2, 3, 4, 5, 6, 7
    `,
    [plainArrayLiteral(scope.batchIds), plainArrayLiteral(scope.unitIds), now],
  );
}

/** The stock of batches that are counted by quantity, by place as it was booked. */
export interface StockGroup {
  readonly placeKind: 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'PACKED';
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly containerId: string | null;
  readonly uom: string;
  /** An exact decimal; below zero where more left than came. */
  readonly quantity: string;
}

export function groupStock(db: Queryable, batchIds: readonly string[], now: Date): Promise<StockGroup[]> {
  return db.rows<StockGroup>(
    'group_stock',
    `
    select
      entry.place_kind as "placeKind", entry.location_id as "locationId", entry.carrier_id as "carrierId",
      entry.consignee_id as "consigneeId", entry.container_id as "containerId", entry.uom,
      sum(entry.quantity)::text as quantity
    from stock_entry as entry
    where entry.batch_id = any($1::uuid[])
      and entry.occurred_at <= $2
    group by 1, 2, 3, 4, 5, 6
    having sum(entry.quantity) <> 0
    order by 1, 2, 3, 4, 5, 6
    `,
    [plainArrayLiteral(batchIds), now],
  );
}
