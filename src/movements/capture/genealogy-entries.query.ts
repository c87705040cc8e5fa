import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Transaction } from '../../platform/database/database.js';
import { type GenealogyEntry, genealogyEntriesOf } from '../genealogy-entries.rule.js';
import type { LedgerMovement } from '../ledger-movement.js';

const COLUMNS = new BulkColumns<GenealogyEntry>([
  ['goods_id', 'uuid', ({ goodsId }) => goodsId],
  ['movement_id', 'uuid', ({ movementId }) => movementId],
  ['role', 'text', ({ role }) => role],
]);

/** Notes which goods went into others, so that both are found by each other. A batch in two units of measure is one. */
export function insertGenealogyEntries(tx: Transaction, movements: readonly LedgerMovement[]): void {
  const entries = movements.flatMap(genealogyEntriesOf);
  if (entries.length === 0) return;
  tx.send(
    'insert_genealogy_entries',
    `
    insert into genealogy_entry (${COLUMNS.names})
    select ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    COLUMNS.values(entries),
  );
}
