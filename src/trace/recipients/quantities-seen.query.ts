import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** A quantity of a batch that was seen at a site of a customer. */
export interface QuantitySeen {
  readonly movementId: string;
  readonly customerId: string;
  readonly batchNumber: string;
  readonly productId: string;
  readonly quantity: string;
  readonly uom: string;
}

/** Seeing goods books nothing, so this is read from the ledger: what is not voided of it. */
export function quantitiesSeen(db: Queryable, batchIds: readonly string[], now: Date): Promise<QuantitySeen[]> {
  return db.rows<QuantitySeen>(
    'quantities_seen',
    `
    select
      movement.movement_id as "movementId", location.customer_id as "customerId", batch.number as "batchNumber",
      batch.product_id as "productId", seen.quantity ->> 'quantity' as quantity, seen.quantity ->> 'uom' as uom
    from unnest($1::uuid[]) as wanted (batch_id)
    join movement
      on movement.quantities @> jsonb_build_array(jsonb_build_object('batchId', wanted.batch_id))
      and movement.kind = 'observe'
      and movement.quantities is not null
    join location on location.location_id = movement.location_id
    join batch on batch.batch_id = wanted.batch_id
    cross join lateral jsonb_array_elements(movement.quantities) as seen (quantity)
    where seen.quantity ->> 'batchId' = wanted.batch_id::text
      and movement.occurred_at <= $2
      and location.customer_id is not null
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by movement.occurred_at, movement.source_sequence, movement.movement_id, batch.batch_id, quantity
    `,
    [plainArrayLiteral(batchIds), now],
  );
}
