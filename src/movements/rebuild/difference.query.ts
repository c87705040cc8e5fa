import type { Queryable, Transaction } from '../../platform/database/database.js';
import { type DerivedTable, SHADOW } from './derived-tables.js';

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

/** Notes the goods or batches whose rows in a table differ, of all. Some may have been captured since what was built. */
export async function suspectAll(tx: Transaction, table: DerivedTable): Promise<void> {
  await tx.rows(
    `suspect_all_of_${table.name}`,
    `
    insert into ${SHADOW}.suspect (table_name, id)
    select distinct '${table.name}', difference.id
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
      and suspect.id not in (select difference.id from (${differences(table, suspected(table))}) as difference)
    `,
  );
}

export async function forgetSuspects(tx: Transaction): Promise<void> {
  await tx.rows('forget_suspects', `delete from ${SHADOW}.suspect`);
}

export async function isAnySuspected(db: Queryable): Promise<boolean> {
  return (await db.rows('is_any_suspected', `select from ${SHADOW}.suspect limit 1`)).length > 0;
}

/** How the rows of the suspects differ. */
export async function differenceOf(db: Queryable, table: DerivedTable): Promise<Difference> {
  const [difference] = await db.rows<Omit<Difference, 'table'>>(
    `difference_of_${table.name}`,
    `
    with difference as materialized (${differences(table, suspected(table))})
    select
      count(*) filter (where difference.kind = 'missing') as missing,
      count(*) filter (where difference.kind = 'extra') as extra,
      count(*) filter (where difference.kind = 'changed') as changed,
      array(select difference.key from difference order by difference.key limit ${MOST_EXAMPLES}) as examples
    from difference
    `,
  );
  return { table: table.name, ...(difference ?? { missing: 0, extra: 0, changed: 0, examples: [] }) };
}

/** Makes the live rows of the suspects what was built; rows that are right are not touched. */
export async function replaceSuspects(tx: Transaction, table: DerivedTable): Promise<void> {
  const { name, key } = table;
  const samekey = key.map((column) => `rebuilt.${column} = live.${column}`).join(' and ');
  await tx.rows(
    `delete_what_differs_in_${name}`,
    `
    delete from public.${name} as live
    where live.${key[0]} in (${suspectsOf(table)})
      and not exists (
        select from ${SHADOW}.${name} as rebuilt
        where ${samekey} and row(rebuilt.*) is not distinct from row(live.*)
      )
    `,
  );
  await tx.rows(
    `insert_what_is_missing_in_${name}`,
    `
    insert into public.${name}
    select rebuilt.*
    from ${SHADOW}.${name} as rebuilt
    where rebuilt.${key[0]} in (${suspectsOf(table)})
    order by ${key.map((column) => `rebuilt.${column}`).join(', ')}
    on conflict do nothing
    `,
  );
}

function differences({ name, key }: DerivedTable, which: string): string {
  const columns = key.map((column) => `coalesce(live.${column}, rebuilt.${column})`);
  return `
      select ${columns[0]} as id, concat_ws(' ', ${columns.join(', ')}) as key,
        case when live.${key[0]} is null then 'missing' when rebuilt.${key[0]} is null then 'extra' else 'changed' end as kind
      from (select ${name}.* from public.${name} where ${which}) as live
      full join (select ${name}.* from ${SHADOW}.${name} where ${which}) as rebuilt using (${key.join(', ')})
      where row(live.*) is distinct from row(rebuilt.*)
    `;
}

function suspected(table: DerivedTable): string {
  return `${table.name}.${table.key[0]} in (${suspectsOf(table)})`;
}

function suspectsOf({ name }: DerivedTable): string {
  return `select suspect.id from ${SHADOW}.suspect where suspect.table_name = '${name}'`;
}
