import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Transaction } from '../../platform/database/database.js';
import type { MovedLogisticUnit, MovedUnit } from '../movement.js';

const UNIT_COLUMNS = new BulkColumns<MovedUnit>([
  ['unit_id', 'uuid', ({ unitId }) => unitId],
  ['product_id', 'uuid', ({ productId }) => productId],
  ['serial', 'text', ({ serial }) => serial.text],
  ['conforming', 'boolean', ({ serial }) => serial.conforming],
]);

const LOGISTIC_UNIT_COLUMNS = new BulkColumns<MovedLogisticUnit>([
  ['logistic_unit_id', 'uuid', ({ logisticUnitId }) => logisticUnitId],
  ['sscc', 'text', ({ sscc }) => sscc],
]);

/** Registers units that were never seen before, and answers their ids. */
export async function insertUnits(tx: Transaction, units: readonly MovedUnit[]): Promise<Set<string>> {
  const sorted = distinctBy(units, ({ unitId }) => unitId);
  if (sorted.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    'insert_units',
    `
    insert into unit (${UNIT_COLUMNS.names})
    select ${UNIT_COLUMNS.selected}
    from ${UNIT_COLUMNS.unnested}
    on conflict do nothing
    returning unit.unit_id as id
    `,
    UNIT_COLUMNS.values(sorted),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Registers logistic units that were never seen before, and answers their ids. */
export async function insertLogisticUnits(
  tx: Transaction,
  logisticUnits: readonly MovedLogisticUnit[],
): Promise<Set<string>> {
  const sorted = distinctBy(logisticUnits, ({ logisticUnitId }) => logisticUnitId);
  if (sorted.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    'insert_logistic_units',
    `
    insert into logistic_unit (${LOGISTIC_UNIT_COLUMNS.names})
    select ${LOGISTIC_UNIT_COLUMNS.selected}
    from ${LOGISTIC_UNIT_COLUMNS.unnested}
    on conflict do nothing
    returning logistic_unit.logistic_unit_id as id
    `,
    LOGISTIC_UNIT_COLUMNS.values(sorted),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Each once and in key order, in which all requests lock. */
function distinctBy<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return [...byId.values()].toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
