import { plainArrayLiteral } from '../platform/database/array-literal.js';
import { BulkColumns } from '../platform/database/bulk-columns.js';
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
    [plainArrayLiteral(batchIds)],
  );
  return new Map(rows.map((row) => [row.batchId, row]));
}

type Declared = Declaration & { readonly movementId: string };

const COLUMNS = new BulkColumns<Declared>([
  ['batch_id', 'uuid', ({ batchId }) => batchId],
  ['quantity', 'numeric', ({ quantity }) => quantity],
  ['uom', 'text', ({ uom }) => uom],
  ['produced_on', 'date', ({ producedOn }) => producedOn],
  ['expires_on', 'date', ({ expiresOn }) => expiresOn],
  ['supplier_batch', 'text', ({ supplierBatch }) => supplierBatch],
  ['movement_id', 'uuid', ({ movementId }) => movementId],
]);

/** Projects declarations onto their batches' rows; what one leaves open stays as it is. The rows are locked by the caller. */
export async function declareBatches(tx: Transaction, declarations: readonly Declared[]): Promise<void> {
  if (declarations.length === 0) return;
  await tx.rows(
    'declare_batches',
    `
    update batch
    set quantity = coalesce(new.quantity, batch.quantity),
      uom = coalesce(new.uom, batch.uom),
      produced_on = coalesce(new.produced_on, batch.produced_on),
      expires_on = coalesce(new.expires_on, batch.expires_on),
      supplier_batch = coalesce(new.supplier_batch, batch.supplier_batch),
      declared_by = coalesce(batch.declared_by, new.movement_id)
    from ${COLUMNS.unnested}
    where batch.batch_id = new.batch_id
    `,
    COLUMNS.values(declarations),
  );
}
