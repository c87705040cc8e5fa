import { type MovementKind, stockFrom } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** A quantity of a batch that was sent or handed to a customer by itself, or taken from their site. */
export interface QuantitySent {
  readonly movementId: string;
  /** Null where a customer passed it on and said not to whom. */
  readonly customerId: string | null;
  readonly isHandedOver: boolean;
  /** At a site of theirs, by a scan of their own. */
  readonly isReceived: boolean;
  /** It was used up, packed or sent off at a site of theirs, so it had come there. */
  readonly isTaken: boolean;
  /** It came out of a container at a site of theirs, or was made there. */
  readonly isFound: boolean;
  /** The customer who passed it on. */
  readonly fromId: string | null;
  readonly batchNumber: string;
  readonly productId: string;
  readonly quantity: string;
  readonly uom: string;
}

/**
 * In the order in which they moved, received last of what moved at one instant; by the customer that the movement names, or else by whose site the goods were bound for or
 * handed over at.
 */
export function quantitiesSent(db: Queryable, batchIds: readonly string[], now: Date): Promise<QuantitySent[]> {
  return db.rows<QuantitySent>(
    'quantities_sent',
    `
    select
      entry.movement_id as "movementId", reached.customer_id as "customerId",
      entry.place_kind <> 'IN_TRANSIT' as "isHandedOver", entry.kind = 'receive' as "isReceived",
      entry.quantity < 0 as "isTaken", entry.kind in ('commission', 'unpack', 'transform') and entry.quantity > 0 as "isFound",
      case when entry.quantity > 0 then movement.consignor_id end as "fromId",
      batch.number as "batchNumber", batch.product_id as "productId", abs(entry.quantity)::text as quantity, entry.uom
    from stock_entry as entry
    join batch on batch.batch_id = entry.batch_id
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    left join location on location.location_id = case entry.place_kind
      when 'IN_TRANSIT' then movement.destination_id
      else entry.location_id
    end
    cross join lateral (
      select case
        when entry.quantity > 0 and entry.kind in ('ship', 'deliver') then coalesce(entry.consignee_id, location.customer_id)
        when entry.quantity > 0 and entry.place_kind = 'AT_LOCATION' and entry.kind in ('receive', 'commission', 'unpack', 'transform')
          then location.customer_id
        when entry.quantity < 0 and entry.place_kind = 'AT_LOCATION' and entry.kind <> 'adjust' then location.customer_id
      end as customer_id
    ) as reached
    where entry.batch_id = any($1::uuid[])
      and entry.occurred_at <= $2
      and (
        reached.customer_id is not null
        or entry.kind = 'ship' and entry.quantity > 0 and movement.consignor_id is not null and movement.destination_id is null
      )
    order by entry.occurred_at, entry.kind = 'receive', entry.kind, movement.source_sequence, entry.movement_id, entry.line
    `,
    [plainArrayLiteral(batchIds), now],
  );
}

/** A quantity of a batch that a customer had, and sent back or passed on. */
export interface QuantityLeft {
  readonly movementId: string;
  readonly customerId: string;
  readonly how: 'RETURNED' | 'PASSED_ON';
  readonly batchNumber: string;
  readonly productId: string;
  readonly quantity: string;
  readonly uom: string;
}

export function quantitiesLeft(db: Queryable, batchIds: readonly string[], now: Date): Promise<QuantityLeft[]> {
  return db.rows<QuantityLeft>(
    'quantities_left',
    `
    select
      entry.movement_id as "movementId", entry.consignee_id as "customerId",
      case entry.kind when 'return' then 'RETURNED' else 'PASSED_ON' end as how,
      batch.number as "batchNumber", batch.product_id as "productId", (-entry.quantity)::text as quantity, entry.uom
    from stock_entry as entry
    join batch on batch.batch_id = entry.batch_id
    where entry.batch_id = any($1::uuid[])
      and entry.occurred_at <= $2
      and entry.place_kind = 'DELIVERED'
      and entry.quantity < 0
      and entry.consignee_id is not null
    order by entry.batch_id, entry.movement_id, entry.line
    `,
    [plainArrayLiteral(batchIds), now],
  );
}

/** A quantity of a batch that was put on a logistic unit, or below zero: taken off it, also by emptying it. */
export interface QuantityPacked {
  readonly movementId: string;
  readonly occurredAt: Date;
  readonly kind: MovementKind;
  readonly sequence: number;
  readonly batchId: string;
  readonly batchNumber: string;
  readonly productId: string;
  readonly containerId: string;
  readonly quantity: string;
  readonly uom: string;
  /** Everything was taken off it, whatever that was. */
  readonly isEmptying: boolean;
}

export function quantitiesPacked(db: Queryable, batchIds: readonly string[], now: Date): Promise<QuantityPacked[]> {
  return db.rows<QuantityPacked>(
    'quantities_packed',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.batch_id = any($1::uuid[]) and stock_entry.container_id is not null')}
    select
      stock.movement_id as "movementId", stock.occurred_at as "occurredAt", stock.kind,
      movement.source_sequence as "sequence", stock.batch_id as "batchId", batch.number as "batchNumber",
      batch.product_id as "productId", stock.container_id as "containerId", stock.quantity::text as quantity, stock.uom,
      stock.kind = 'unpack' and coalesce(jsonb_array_length(movement.quantities), 0) = 0 as "isEmptying"
    from stock
    join batch on batch.batch_id = stock.batch_id
    join movement on movement.movement_id = stock.movement_id and movement.kind is not null
    where stock.place_kind = 'PACKED'
      and stock.occurred_at <= $2
    order by stock.occurred_at, stock.kind, movement.source_sequence, stock.movement_id
    `,
    [plainArrayLiteral(batchIds), now],
  );
}
