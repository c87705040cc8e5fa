import { baseUnit, inBaseUnits, joinUnit } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

export interface DeclaredRow {
  readonly batchId: string;
  readonly declaredAt: Date;
  readonly quantity: string;
  readonly uom: string;
}

/** Of these batches, those of which it is declared how much was made, with when the declaration that said it was made. */
export function declaredBatches(db: Queryable, batchIds: readonly string[]): Promise<DeclaredRow[]> {
  return db.rows<DeclaredRow>(
    'declared_batches',
    `
    select
      batch.batch_id as "batchId", declared.occurred_at as "declaredAt", batch.quantity::text as quantity, batch.uom
    from batch
    cross join lateral (
      select movement.occurred_at
      from movement
      where movement.declaration ->> 'batchId' = batch.batch_id::text
        and movement.declaration ->> 'quantity' is not null
        and not exists (select from correction where correction.movement_id = movement.movement_id)
      order by movement.occurred_at, movement.movement_id
      limit 1
    ) as declared
    where batch.batch_id = any($1::uuid[])
      and batch.quantity is not null
    order by batch.batch_id
    `,
    [plainArrayLiteral(batchIds)],
  );
}

/** All that is booked of a batch in one dimension, in its base unit. */
export interface BookedRow {
  readonly batchId: string;
  readonly uom: string;
  readonly quantity: string;
}

/** What goes from place to place adds up to nothing, so this is what came into being, less what units were made of. */
export function bookedInAll(db: Queryable, batchIds: readonly string[]): Promise<BookedRow[]> {
  return db.rows<BookedRow>(
    'booked_in_all',
    `
    select entry.batch_id as "batchId", ${baseUnit('entry')} as uom, sum(${inBaseUnits('entry')})::text as quantity
    from stock_entry as entry
    ${joinUnit('entry')}
    where entry.batch_id = any($1::uuid[])
    group by entry.batch_id, ${baseUnit('entry')}
    `,
    [plainArrayLiteral(batchIds)],
  );
}

/**
 * How many units are of a batch, counted no further than asked: it may have millions. A unit that two batches claim is of the
 * one that said so first; that the other says so too is a gap of the unit.
 */
export async function countUnitsOf(db: Queryable, batchId: string, most: number | null): Promise<number> {
  const [row] = await db.rows<{ units: number }>(
    'count_units_of_batch',
    `
    select count(*)::integer as units
    from (
      select from goods_state as state where state.batch_id = $1::uuid limit $2::bigint
    ) as state
    `,
    [batchId, most],
  );
  return row?.units ?? 0;
}
