import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../platform/database/database.js';
import type { Declaration } from './movement.js';

export interface StoredDeclaration extends Declaration {
  /** False while the batch is known from movements only. */
  readonly declared: boolean;
}

/** What is declared of batches, locked in key order: of two that declare one batch, the second sees the first. */
export async function lockBatches(
  tx: Transaction,
  batchIds: readonly string[],
): Promise<Map<string, StoredDeclaration>> {
  const rows = await tx.rows<StoredDeclaration>(
    'lock_batches',
    `
    select
      batch.batch_id as "batchId", batch.declared_by is not null as declared, batch.quantity::text as quantity, batch.uom,
      batch.produced_on as "producedOn", batch.expires_on as "expiresOn", batch.supplier_batch as "supplierBatch"
    from batch
    where batch.batch_id = any($1::uuid[])
    order by batch.batch_id
    for update
    `,
    [plainArrayLiteral(batchIds)],
  );
  return new Map(rows.map((row) => [row.batchId, row]));
}

/** Of what a field was declared to be, in the order of the ledger, the first. */
const first = (field: string, type: string, said = field) => `
      (array_agg((movement.declaration ->> '${field}')::${type} order by movement.occurred_at, movement.movement_id)
        filter (where movement.declaration ->> '${said}' is not null))[1]`;

/** By batch, what those declarations say that no correction has voided. */
const declarationsThatCount = (which: string) => `
      select
        (movement.declaration ->> 'batchId')::uuid as batch_id, ${first('quantity', 'numeric')} as quantity,
        ${first('uom', 'text', 'quantity')} as uom, ${first('producedOn', 'date')} as produced_on,
        ${first('expiresOn', 'date')} as expires_on, ${first('supplierBatch', 'text')} as supplier_batch,
        (array_agg(movement.movement_id order by movement.occurred_at, movement.movement_id))[1] as declared_by
      from movement
      where ${which}
        and not exists (select from correction where correction.movement_id = movement.movement_id)
      group by movement.declaration ->> 'batchId'
    `;

/** The batches whose rows do not say what their declarations do. */
export async function batchesDeclaredOtherwise(db: Queryable): Promise<string[]> {
  const rows = await db.rows<{ batchId: string }>(
    'batches_declared_otherwise',
    `
    select batch.batch_id as "batchId"
    from batch
    left join (${declarationsThatCount('movement.declaration is not null')}) as said on said.batch_id = batch.batch_id
    where (batch.quantity, batch.uom, batch.produced_on, batch.expires_on, batch.supplier_batch, batch.declared_by)
      is distinct from
      (said.quantity, said.uom, said.produced_on, said.expires_on, said.supplier_batch, said.declared_by)
    order by batch.batch_id
    `,
  );
  return rows.map(({ batchId }) => batchId);
}

/**
 * Brings the rows of batches to what the declarations that count say: of each field, the first in the order of the ledger,
 * whatever order they arrived in. Answers the rows. They are locked, so that who declares a batch meanwhile waits.
 */
export async function projectDeclarations(
  tx: Transaction,
  batchIds: readonly string[],
): Promise<Map<string, StoredDeclaration>> {
  if (batchIds.length === 0) return new Map();
  await lockBatches(tx, batchIds);
  const said = await tx.rows<{ batchId: string }>(
    'project_declarations',
    `
    update batch
    set quantity = said.quantity, uom = said.uom, produced_on = said.produced_on, expires_on = said.expires_on,
      supplier_batch = said.supplier_batch, declared_by = said.declared_by
    from (${declarationsThatCount(`movement.declaration ->> 'batchId' = any($1::text[])`)}) as said
    where batch.batch_id = said.batch_id
    returning batch.batch_id as "batchId"
    `,
    [batchIds],
  );
  const declared = new Set(said.map(({ batchId }) => batchId));
  await forgetDeclarations(
    tx,
    batchIds.filter((batchId) => !declared.has(batchId)),
  );
  return lockBatches(tx, batchIds);
}

async function forgetDeclarations(tx: Transaction, batchIds: readonly string[]): Promise<void> {
  if (batchIds.length === 0) return;
  await tx.rows(
    'forget_declarations_of_batches',
    `
    update batch
    set quantity = null, uom = null, produced_on = null, expires_on = null, supplier_batch = null, declared_by = null
    where batch.batch_id = any($1::uuid[])
    `,
    [plainArrayLiteral(batchIds)],
  );
}
