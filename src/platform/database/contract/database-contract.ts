import type { Queryable } from '../database.js';
import {
  columns,
  type ColumnRow,
  type CommentRow,
  comments,
  constraints,
  type ConstraintRow,
  type EnumRow,
  enumTypes,
  indexes,
  unusualObjects,
} from './catalog.query.js';

/**
 * schema/database.sql: the database as the statements that would make it, sorted by name. The same for every version of
 * PostgreSQL and every way the tables came to be.
 */
export async function databaseContract(db: Queryable): Promise<string> {
  const unusual = await unusualObjects(db);
  if (unusual.length > 0) throw new Error(`The contract cannot describe: ${unusual.join(', ')}.`);

  const rules = await constraints(db);
  const parts = [
    '-- Made by: npm run schema',
    (await enumTypes(db)).map(createType).join('\n'),
    ...createTables(await columns(db), rules),
    rules.filter(refers).map(addConstraint).join('\n'),
    (await indexes(db)).map(({ definition }) => `${definition};`).join('\n'),
    (await comments(db)).map(commentOn).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const createType = ({ name, labels }: EnumRow) => `create type ${name} as enum (${labels.map(quoted).join(', ')});`;

function createTables(allColumns: readonly ColumnRow[], rules: readonly ConstraintRow[]): string[] {
  const tables = [...new Set(allColumns.map(({ table }) => table))];
  return tables.map((name) => {
    const isOfIt = ({ table }: { readonly table: string }) => table === name;
    const own = rules.filter((rule) => isOfIt(rule) && !refers(rule));
    const lines = [...allColumns.filter(isOfIt).map(columnLine), ...own.map(constraintClause)];
    return `create table ${name} (\n  ${lines.join(',\n  ')}\n);`;
  });
}

function columnLine({ name, type, isRequired, default: byDefault, isIdentity, isGenerated }: ColumnRow): string {
  if (isGenerated) throw new Error(`The contract cannot describe the generated column ${name}.`);
  const clauses = [
    isIdentity ? 'generated always as identity' : '',
    byDefault === null ? '' : `default ${byDefault}`,
    isRequired ? 'not null' : '',
  ];
  return [name, type, ...clauses].filter((clause) => clause !== '').join(' ');
}

// After all tables, since they refer to each other in any order.
const refers = ({ kind }: ConstraintRow) => kind === 'FOREIGN_KEY';
const constraintClause = ({ name, definition }: ConstraintRow) => `constraint ${name} ${definition}`;
const addConstraint = (rule: ConstraintRow) => `alter table ${rule.table} add ${constraintClause(rule)};`;

function commentOn({ table, column, comment }: CommentRow): string {
  const commented = column === null ? `table ${table}` : `column ${table}.${column}`;
  return `comment on ${commented} is ${quoted(comment)};`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
