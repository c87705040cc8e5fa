import type { ReferenceKind } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';

/** Units with this serial number, of whatever product; letter case is folded. */
export async function unitIdsBySerial(db: Queryable, serial: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'unit_ids_by_serial',
    `select unit.unit_id as id from unit where upper(unit.serial) = upper($1) order by unit.unit_id limit $2`,
    [serial, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Batches with this number, ours or the supplier's, of whatever product; letter case is folded. Of a batch that was declared with
 * several numbers of the supplier, which contradict each other, each finds it: it may hold goods of all of them.
 */
export async function batchIdsByNumber(db: Queryable, number: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'batch_ids_by_number',
    `
    select batch.batch_id as id
    from batch
    where upper(batch.number) = upper($1) or upper(batch.supplier_batch) = upper($1)
    union
    select (movement.declaration ->> 'batchId')::uuid
    from movement
    where upper(movement.declaration ->> 'supplierBatch') = upper($1)
      and movement.kind is not null
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by id
    limit $2
    `,
    [number, limit],
  );
  return rows.map(({ id }) => id);
}

/** Customers with this number; letter case is folded. */
export async function customerIdsByNumber(db: Queryable, number: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'customer_ids_by_number',
    `
    select customer.customer_id as id
    from customer
    where upper(customer.number) = upper($1)
    order by customer.customer_id
    limit $2
    `,
    [number, limit],
  );
  return rows.map(({ id }) => id);
}

/** The reference as movements write it, if any names it. */
export async function referenceWritten(db: Queryable, kind: ReferenceKind, reference: string): Promise<string | null> {
  const column = kind === 'order' ? 'order_ref' : 'shipment_ref';
  const [row] = await db.rows<{ reference: string }>(
    `${kind}_reference_written`,
    `select movement.${column} as reference from movement where upper(movement.${column}) = upper($1) limit 1`,
    [reference],
  );
  return row?.reference ?? null;
}
