import { arrayLiteral } from '../platform/database/array-literal.js';
import type { Transaction } from '../platform/database/database.js';
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
    [arrayLiteral(batchIds)],
  );
  return new Map(rows.map((row) => [row.batchId, row]));
}

/** Projects declarations onto their batches' rows; what one leaves open stays as it is. The rows are locked by the caller. */
export async function declareBatches(
  tx: Transaction,
  declarations: readonly (Declaration & { readonly movementId: string })[],
): Promise<void> {
  if (declarations.length === 0) return;
  const column = (of: (declaration: Declaration & { movementId: string }) => string | null) =>
    arrayLiteral(declarations.map(of));
  await tx.rows(
    'declare_batches',
    `
    update batch
    set quantity = coalesce(said.quantity, batch.quantity),
      uom = coalesce(said.uom, batch.uom),
      produced_on = coalesce(said.produced_on, batch.produced_on),
      expires_on = coalesce(said.expires_on, batch.expires_on),
      supplier_batch = coalesce(said.supplier_batch, batch.supplier_batch),
      declared_by = coalesce(batch.declared_by, said.movement_id)
    from unnest($1::uuid[], $2::numeric[], $3::text[], $4::date[], $5::date[], $6::text[], $7::uuid[])
      as said (batch_id, quantity, uom, produced_on, expires_on, supplier_batch, movement_id)
    where batch.batch_id = said.batch_id
    `,
    [
      column(({ batchId }) => batchId),
      column(({ quantity }) => quantity),
      column(({ uom }) => uom),
      column(({ producedOn }) => producedOn),
      column(({ expiresOn }) => expiresOn),
      column(({ supplierBatch }) => supplierBatch),
      column(({ movementId }) => movementId),
    ],
  );
}
