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

/**
 * Brings a batch's row to what the declarations that count say: of each field, the first that was said. Locks the row, so
 * that who declares it meanwhile waits.
 */
export async function redeclareBatch(tx: Transaction, batchId: string): Promise<void> {
  await lockBatches(tx, [batchId]);
  const declarations = await tx.rows<Declared>(
    'declarations_of_batch',
    `
    select
      $1::uuid as "batchId", movement.movement_id as "movementId", movement.declaration ->> 'quantity' as quantity,
      movement.declaration ->> 'uom' as uom, movement.declaration ->> 'producedOn' as "producedOn",
      movement.declaration ->> 'expiresOn' as "expiresOn", movement.declaration ->> 'supplierBatch' as "supplierBatch"
    from movement
    where movement.declaration ->> 'batchId' = $1::uuid::text
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by movement.occurred_at, movement.movement_id
    `,
    [batchId],
  );
  await tx.rows(
    'forget_declarations_of_batch',
    `
    update batch
    set quantity = null, uom = null, produced_on = null, expires_on = null, supplier_batch = null, declared_by = null
    where batch.batch_id = $1
    `,
    [batchId],
  );
  // The last first: of each field, what is written last stands.
  for (const declaration of declarations.toReversed()) await declareBatches(tx, [declaration]);
  const [first] = declarations;
  if (first) await nameDeclarer(tx, batchId, first.movementId);
}

async function nameDeclarer(tx: Transaction, batchId: string, movementId: string): Promise<void> {
  await tx.rows('name_declarer_of_batch', 'update batch set declared_by = $2 where batch.batch_id = $1', [
    batchId,
    movementId,
  ]);
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
