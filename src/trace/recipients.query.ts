import { arrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';

/** A quantity of a batch that was sent to a customer, or put on a logistic unit. */
export interface QuantitySent {
  readonly customerId: string | null;
  readonly basis: 'DELIVERED' | 'SHIPPED';
  readonly containerId: string | null;
  readonly from: Date;
  /** When that batch was next taken off that logistic unit. */
  readonly until: Date | null;
  readonly quantity: string;
  readonly uom: string;
}

export function quantitiesSent(db: Queryable, batchIds: readonly string[], now: Date): Promise<QuantitySent[]> {
  return db.rows<QuantitySent>(
    'quantities_sent',
    `
    select
      coalesce(entry.consignee_id, location.customer_id) as "customerId",
      case entry.place_kind when 'DELIVERED' then 'DELIVERED' else 'SHIPPED' end as basis,
      entry.container_id as "containerId", entry.occurred_at as "from",
      (
        select min(taken.occurred_at)
        from stock_entry as taken
        where taken.batch_id = entry.batch_id
          and taken.container_id = entry.container_id
          and taken.quantity < 0
          and taken.occurred_at >= entry.occurred_at
      ) as "until",
      entry.quantity::text as quantity, entry.uom
    from stock_entry as entry
    left join location on location.location_id = entry.location_id and entry.place_kind = 'DELIVERED'
    where entry.batch_id = any($1::uuid[])
      and entry.occurred_at <= $2
      and entry.quantity > 0
      and (
        entry.container_id is not null
        or (entry.place_kind in ('IN_TRANSIT', 'DELIVERED') and coalesce(entry.consignee_id, location.customer_id) is not null)
      )
    order by entry.batch_id, entry.movement_id, entry.line
    `,
    [arrayLiteral(batchIds), now],
  );
}

/** The customers that a contradicting version of a movement names, for goods of a scope. */
export async function conflictingConsignees(db: Queryable, goodsIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ customerId: string }>(
    'conflicting_consignees',
    `
    select distinct named.customer_id as "customerId"
    from (
      select (conflict.content -> 'consignee' ->> 'customerId')::uuid as customer_id
      from movement_conflict as conflict
      where conflict.resolved_at is null
        and (
          conflict.goods_ids && $1::uuid[]
          or exists (
            select 1
            from goods_state as state
            where state.goods_id = any(conflict.goods_ids)
            and state.batch_id = any($1::uuid[])
          )
        )
    ) as named
    where named.customer_id is not null
    `,
    [arrayLiteral(goodsIds)],
  );
  return rows.map(({ customerId }) => customerId);
}
