/**
 * Reads the rows out of a plain-text PostgreSQL dump without a database.
 *
 * It knows exactly the statements such a dump of `create`, `insert` and `alter` consists of. Anything else stops it with the line
 * number: a row lost in silence would make the demo's counts wrong.
 */
export type SqlValue = string | number | null;

export interface Row {
  readonly table: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, SqlValue>;
}

type TokenKind = 'text' | 'number' | 'word' | 'mark';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: Row[];
}

/** Every table of the dump by its name, an empty one too. */
export function readDump(sql: string): ReadonlyMap<string, readonly Row[]> {
  const tables = new Map<string, Table>();
  for (const statement of statements(sql)) readStatement(statement, tables);
  return new Map(Array.from(tables, ([name, { rows }]) => [name, rows]));
}

const WITHOUT_ROWS = [
  /^SET standard_conforming_strings = on$/,
  /^SET client_encoding = 'UTF8'$/,
  /^SET (?!standard_conforming_strings|client_encoding)\w+ = (?:\w+|'[^']*')$/,
  /^DROP TABLE IF EXISTS \w+$/,
  /^ALTER TABLE ONLY \w+ ADD CONSTRAINT \w+ (?:PRIMARY|FOREIGN) KEY [\w (),]+$/,
];

function readStatement(statement: readonly Token[], tables: Map<string, Table>): void {
  if (startsWith(statement, 'INSERT', 'INTO')) insertRow(statement, tables);
  else if (startsWith(statement, 'CREATE', 'TABLE')) createTable(statement, tables);
  else if (!WITHOUT_ROWS.some((shape) => shape.test(spell(statement)))) refuse(statement, 'is of no known kind');
}

/** `create table <name> (<column> <type …>, …)` */
function createTable(statement: readonly Token[], tables: Map<string, Table>): void {
  const [, , name, open, ...body] = statement;
  const close = body.pop();
  if (name?.kind !== 'word' || open?.text !== '(' || close?.text !== ')') {
    return refuse(statement, 'is not a plain table');
  }
  if (tables.has(name.text)) return refuse(statement, `creates ${name.text} a second time`);

  const columns = separatedByComma(body).map(([column]) => (column?.kind === 'word' ? column.text : undefined));
  if (!columns.every((column) => column !== undefined)) return refuse(statement, 'has a column without a name');
  tables.set(name.text, { columns, rows: [] });
}

/** `insert into <name> values (<value>, …)`: one row, every column of the table in its order. */
function insertRow(statement: readonly Token[], tables: Map<string, Table>): void {
  const [, , name, values, open, ...body] = statement;
  const close = body.pop();
  if (!name || values?.text !== 'VALUES' || open?.text !== '(' || close?.text !== ')') {
    return refuse(statement, 'is not one row of plain values');
  }
  const table = tables.get(name.text) ?? refuse(statement, `fills ${name.text}, which is not created before`);
  const row = separatedByComma(body).map((value) => readValue(value, statement));
  if (row.length !== table.columns.length) return refuse(statement, `does not fill the columns of ${name.text}`);

  table.rows.push({
    table: name.text,
    line: name.line,
    values: new Map(row.map((value, i) => [table.columns[i] ?? '', value])),
  });
}

/**
 * The dump sets `standard_conforming_strings`, so a backslash is a backslash: `\n` stays two characters and `\x` is the empty
 * bytea as text. Only a doubled quote stands for something else.
 */
function readValue(value: readonly Token[], statement: readonly Token[]): SqlValue {
  const [token] = value;
  if (token && value.length === 1) {
    if (token.kind === 'text') return token.text.slice(1, -1).replaceAll("''", "'");
    if (token.kind === 'number') return Number(token.text);
    if (token.text === 'NULL') return null;
  }
  return refuse(statement, `has the value ${spell(value)}, which is not a text, a number or NULL`);
}

function statements(sql: string): Token[][] {
  const found: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens(sql)) {
    if (token.text !== ';') current.push(token);
    else if (current.length > 0) {
      found.push(current);
      current = [];
    }
  }
  if (current.length > 0) refuse(current, 'does not end with a semicolon');
  return found;
}

const TOKEN =
  /(?<blank>\s+|--[^\n]*)|(?<text>'[^']*(?:''[^']*)*')|(?<number>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>[a-z_]\w*)|(?<mark>[(),;=])/iy;

function* tokens(sql: string): Generator<Token> {
  let line = 1;
  for (let at = 0; at < sql.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(sql);
    if (!match) throw new Error(`Line ${line} of the dump has something unreadable: ${sql.slice(at, at + 40)}`);
    const [text] = match;
    const kind = kindOf(match.groups ?? {});
    if (kind) yield { kind, text, line };
    line += text.split('\n').length - 1;
    at += text.length;
  }
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind | undefined {
  if (groups['text'] !== undefined) return 'text';
  if (groups['number'] !== undefined) return 'number';
  if (groups['word'] !== undefined) return 'word';
  return groups['mark'] === undefined ? undefined : 'mark';
}

/** Splits at the commas that stand in no inner brackets, as those of `numeric(10, 2)` do. */
function separatedByComma(list: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const startsWith = (statement: readonly Token[], ...words: readonly string[]): boolean =>
  words.every((word, i) => statement[i]?.text === word);

const spell = (list: readonly Token[]): string => list.map(({ text }) => text).join(' ');

function refuse(statement: readonly Token[], reason: string): never {
  throw new Error(
    `Line ${statement[0]?.line ?? 0} of the dump: the statement "${spell(statement).slice(0, 60)}" ${reason}.`,
  );
}
