import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Transaction } from '../../platform/database/database.js';
import type { LedgerMovement } from '../ledger-movement.js';
import { type StockEntry, stockEntriesOf } from '../stock/stock-entries.rule.js';

const COLUMNS = new BulkColumns<StockEntry>([
  ['batch_id', 'uuid', ({ batchId }) => batchId],
  ['movement_id', 'uuid', ({ movement }) => movement.movementId],
  ['line', 'integer', ({ line }) => line],
  ['occurred_at', 'timestamptz', ({ movement }) => movement.occurredAt],
  ['kind', 'movement_kind', ({ movement }) => movement.kind],
  ['place_kind', 'text', ({ place }) => place.placeKind],
  ['location_id', 'uuid', ({ place }) => place.locationId ?? null],
  ['carrier_id', 'uuid', ({ place }) => place.carrierId ?? null],
  ['consignee_id', 'uuid', ({ place }) => place.consigneeId ?? null],
  ['container_id', 'uuid', ({ place }) => place.containerId ?? null],
  ['quantity', 'numeric', ({ quantity }) => quantity],
  ['uom', 'text', ({ uom }) => uom],
]);

/** What counts, and what a correction has voided; the second is history. */
type StockTable = 'stock_entry' | 'voided_stock_entry';

/** Books what movements did to goods counted by quantity. */
export function insertStockEntries(
  tx: Transaction,
  movements: readonly LedgerMovement[],
  table: StockTable = 'stock_entry',
): void {
  const entries = movements.flatMap(stockEntriesOf);
  if (entries.length === 0) return;
  tx.send(
    `insert_entries_into_${table}`,
    `
    insert into ${table} (${COLUMNS.names})
    select ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    COLUMNS.values(entries),
  );
}

/** Takes what a movement booked out of what counts; it is kept as history. */
export async function voidStockEntries(
  tx: Transaction,
  movementId: string,
  batchIds: readonly string[],
): Promise<void> {
  if (batchIds.length === 0) return;
  const values = [movementId, plainArrayLiteral(batchIds)];
  await tx.rows(
    'keep_voided_stock_entries',
    `
    insert into voided_stock_entry (${COLUMNS.names})
    select ${COLUMNS.names}
    from stock_entry
    where stock_entry.movement_id = $1
      and stock_entry.batch_id = any($2::uuid[])
    on conflict do nothing
    `,
    values,
  );
  await tx.rows(
    'delete_voided_stock_entries',
    'delete from stock_entry where stock_entry.movement_id = $1 and stock_entry.batch_id = any($2::uuid[])',
    values,
  );
}
