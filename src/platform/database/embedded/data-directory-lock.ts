import type { Transaction } from '../database/database.js';
import type { Written } from './registration.js';

/** A table of master data: small, keyed by a derived id, of which the present state is kept. */
export interface MasterTable {
  readonly name: string;
  readonly idColumn: string;
  /** The column of the natural key. It is in the id, so it is written once. */
  readonly keyColumns: readonly string[];
  /** The columns that registering again may change. */
  readonly columns: readonly string[];
  /** What a new row has where its item says nothing. */
  readonly defaults?: MasterRow;
}

/** Values by column; a column that is left out stays as it is. */
export type MasterRow = Readonly<Record<string, string | number | null | undefined>>;

type StoredRow = Readonly<Record<string, string | number | null>>;

/**
 * Brings rows of a table to what is given, in three statements however many they are, and says of each what happened.
 *
 * What is new is inserted. What was there is locked in the order of its ids before it is compared, so that of two
 * registrations at once the second sees the first. A row that stands in for something merely mentioned, which has no
 * `registered_at`, is registered now.
 */
export async function writeMasterRows(
  tx: Transaction,
  table: MasterTable,
  rows: readonly MasterRow[],
  at: Date,
): Promise<ReadonlyMap<string, Written>> {
  const written = new Map<string, Written>();
  if (rows.length === 0) return written;
  const byId = new Map(rows.map((row) => [String(row[table.idColumn]), row]));

  for (const id of await insertMissing(tx, table, rows, at)) written.set(id, { outcome: 'REGISTERED', changed: [] });

  const changedRows: MasterRow[] = [];
  const present = [...byId.keys()].filter((id) => !written.has(id));
  for (const stored of await lockPresent(tx, table, present)) {
    const id = String(stored[table.idColumn]);
    const row = byId.get(id) ?? {};
    const changed = table.columns.filter((column) => row[column] !== undefined && row[column] !== stored[column]);
    const isNew = stored['registered_at'] === null;
    if (isNew || changed.length > 0) {
      changedRows.push({
        ...stored,
        ...withoutUndefined(row),
        registered_at: stored['registered_at'] ?? at.toISOString(),
      });
    }
    written.set(id, { outcome: isNew ? 'REGISTERED' : changed.length > 0 ? 'UPDATED' : 'UNCHANGED', changed });
  }
  await updateChanged(tx, table, changedRows);
  return written;
}

async function insertMissing(tx: Transaction, table: MasterTable, rows: readonly MasterRow[], at: Date) {
  const columns = [table.idColumn, ...table.keyColumns, ...table.columns, 'registered_at'].join(', ');
  const complete = rows.map((row) => ({
    ...table.defaults,
    ...withoutUndefined(row),
    registered_at: at.toISOString(),
  }));
  const inserted = await tx.rows<{ id: string }>(
    `insert_missing_${table.name}`,
    `
    insert into ${table.name} (${columns})
    select ${columns}
    from jsonb_populate_recordset(null::${table.name}, $1::jsonb)
    order by ${table.idColumn}
    on conflict do nothing
    returning ${table.idColumn} as id
    `,
    [JSON.stringify(complete)],
  );
  return inserted.map(({ id }) => id);
}

async function lockPresent(tx: Transaction, table: MasterTable, ids: readonly string[]): Promise<StoredRow[]> {
  if (ids.length === 0) return [];
  const columns = [table.idColumn, ...table.keyColumns, ...table.columns].join(', ');
  return tx.rows<StoredRow>(
    `lock_${table.name}`,
    `
    select ${columns}, to_json(registered_at)#>>'{}' as registered_at
    from ${table.name}
    where ${table.idColumn} = any($1::uuid[])
    order by ${table.idColumn}
    for no key update
    `,
    [ids],
  );
}

async function updateChanged(tx: Transaction, table: MasterTable, rows: readonly MasterRow[]): Promise<void> {
  if (rows.length === 0) return;
  const assignments = [...table.columns, 'registered_at'].map((column) => `${column} = changed.${column}`);
  await tx.rows(
    `update_changed_${table.name}`,
    `
    update ${table.name}
    set ${assignments.join(', ')}
    from jsonb_populate_recordset(null::${table.name}, $1::jsonb) as changed
    where ${table.name}.${table.idColumn} = changed.${table.idColumn}
    `,
    [JSON.stringify(rows)],
  );
}

function withoutUndefined(row: MasterRow): MasterRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
