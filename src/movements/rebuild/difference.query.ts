import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import { DERIVED_TABLES, type DerivedTable, SHADOW } from './derived-tables.js';

/** Of one table, the rows in which the live state is not what the ledger says. */
export interface Difference {
  readonly table: string;
  /** Rows that the live table does not have, has and should not have, and has otherwise. */
  readonly missing: number;
  readonly extra: number;
  readonly changed: number;
  /** Keys of some of them, for a person. */
  readonly examples: readonly string[];
}

export const MOST_EXAMPLES = 5;

/** What was found in steps, by table; tables without differences are left out. */
export function sumOf(differences: readonly Difference[]): Difference[] {
  const byTable = new Map<string, Difference>();
  for (const one of differences.filter(({ examples }) => examples.length > 0)) {
    const { missing = 0, extra = 0, changed = 0, examples = [] } = byTable.get(one.table) ?? {};
    byTable.set(one.table, {
      table: one.table,
      missing: missing + one.missing,
      extra: extra + one.extra,
      changed: changed + one.changed,
      examples: [...examples, ...one.examples].slice(0, MOST_EXAMPLES),
    });
  }
  return [...byTable.values()];
}

/**
 * Notes whose rows in a table differ, of all. An owner is one of the goods, or a batch; `id` is by which the rows are found.
 * Some may have been captured since what was built.
 */
export async function suspectAll(tx: Transaction, table: DerivedTable): Promise<void> {
  await tx.rows(
    `suspect_all_of_${table.name}`,
    `
    insert into ${SHADOW}.suspect (owner_id, table_name, id)
    select distinct difference.owner_id, '${table.name}', difference.id
    from (${differences(table, 'true')}) as difference
    on conflict do nothing
    `,
  );
}

/** Forgets those suspects of a table that do not differ any more. */
export async function clearSuspects(tx: Transaction, table: DerivedTable): Promise<void> {
  await tx.rows(
    `clear_suspects_of_${table.name}`,
    `
    delete from ${SHADOW}.suspect
    where suspect.table_name = '${table.name}'
      and (suspect.owner_id, suspect.id) not in (
        select difference.owner_id, difference.id
        from (${differences(table, `${table.name}.${table.key[0]} in (${suspectsOf(table)})`)}) as difference
      )
    `,
  );
}

export async function forgetSuspects(tx: Transaction): Promise<void> {
  await tx.rows('forget_suspects', `delete from ${SHADOW}.suspect`);
}

/** Some of the goods and batches of which rows are suspected, in the order of their ids. */
export async function suspectsAfter(db: Queryable, after: string, most: number): Promise<string[]> {
  const rows = await db.rows<{ ownerId: string }>(
    'suspects_after',
    `
    select distinct suspect.owner_id as "ownerId"
    from ${SHADOW}.suspect
    where suspect.owner_id > $1
    order by suspect.owner_id
    limit $2
    `,
    [after, most],
  );
  return rows.map(({ ownerId }) => ownerId);
}

/** The tables in which any row is suspected; mostly one. */
export async function suspectedTables(db: Queryable): Promise<DerivedTable[]> {
  const rows = await db.rows<{ name: string }>(
    'suspected_tables',
    `select distinct suspect.table_name as name from ${SHADOW}.suspect`,
  );
  const names = new Set(rows.map(({ name }) => name));
  return DERIVED_TABLES.filter(({ name }) => names.has(name));
}

/** How the suspected rows of some owners differ. */
export async function differenceOf(
  db: Queryable,
  table: DerivedTable,
  ownerIds: readonly string[],
): Promise<Difference> {
  const [difference] = await db.rows<Omit<Difference, 'table'>>(
    `difference_of_${table.name}`,
    `
    with difference as materialized (${differences(table, suspectedOf(table, table.name))})
    select
      count(*) filter (where difference.kind = 'missing') as missing,
      count(*) filter (where difference.kind = 'extra') as extra,
      count(*) filter (where difference.kind = 'changed') as changed,
      array(select difference.key from difference order by difference.key limit ${MOST_EXAMPLES}) as examples
    from difference
    `,
    [plainArrayLiteral(ownerIds)],
  );
  return { table: table.name, ...(difference ?? { missing: 0, extra: 0, changed: 0, examples: [] }) };
}

/** Makes the suspected live rows of some owners what was built; rows that are right are not touched. */
export async function replaceSuspects(
  tx: Transaction,
  table: DerivedTable,
  ownerIds: readonly string[],
): Promise<void> {
  const { name, key } = table;
  const samekey = key.map((column) => `rebuilt.${column} = live.${column}`).join(' and ');
  await tx.rows(
    `delete_what_differs_in_${name}`,
    `
    delete from public.${name} as live
    where ${suspectedOf(table, 'live')}
      and not exists (
        select from ${SHADOW}.${name} as rebuilt
        where ${samekey} and row(rebuilt.*) is not distinct from row(live.*)
      )
    `,
    [plainArrayLiteral(ownerIds)],
  );
  await tx.rows(
    `insert_what_is_missing_in_${name}`,
    `
    insert into public.${name}
    select rebuilt.*
    from ${SHADOW}.${name} as rebuilt
    where ${suspectedOf(table, 'rebuilt')}
    order by ${key.map((column) => `rebuilt.${column}`).join(', ')}
    on conflict do nothing
    `,
    [plainArrayLiteral(ownerIds)],
  );
}

function differences(table: DerivedTable, which: string): string {
  const { name, key } = table;
  const columns = key.map((column) => `coalesce(live.${column}, rebuilt.${column})`);
  const owner = ownerOf(table);
  return `
      select coalesce(live.${owner}, rebuilt.${owner}) as owner_id, ${columns[0]} as id,
        concat_ws(' ', ${columns.join(', ')}) as key,
        case when live.${key[0]} is null then 'missing' when rebuilt.${key[0]} is null then 'extra' else 'changed' end as kind
      from (select ${name}.* from public.${name} where ${which}) as live
      full join (select ${name}.* from ${SHADOW}.${name} where ${which}) as rebuilt using (${key.join(', ')})
      where row(live.*) is distinct from row(rebuilt.*)
    `;
}

/** The rows of `alias` that are suspected of the owners that are bound. */
function suspectedOf(table: DerivedTable, alias: string): string {
  const owners = 'any($1::uuid[])';
  return `${alias}.${table.key[0]} in (${suspectsOf(table)} and suspect.owner_id = ${owners})
        and ${alias}.${ownerOf(table)} = ${owners}`;
}

function suspectsOf({ name }: DerivedTable): string {
  return `select suspect.id from ${SHADOW}.suspect where suspect.table_name = '${name}'`;
}

function ownerOf({ key, owner = key[0] }: DerivedTable): string {
  return owner;
}
