import { arrayLiteral, instantArrayLiteral, plainArrayLiteral } from './array-literal.js';

/** Of a type whose values need no quotes, but for texts, JSON, instants and lists of ids: an enum's label, a UUID, a number. */
type Value = string | number | boolean | Date | readonly (string | null)[] | null;

/** A column of a bulk statement: its name, its type, and what it holds for one row. */
export type BulkColumn<Row> = readonly [name: string, type: string, of: (row: Row) => Value];

/** PostgreSQL has no arrays of arrays of different lengths, and parses JSON once more; these travel as text. */
const AS_TEXT = /^(jsonb|.*\[\])$/;

/**
 * The rows of a bulk statement as one array a column, which is what `unnest` takes: one statement text for any number of
 * rows. Use as `select ${columns.selected} from ${columns.unnested}`; parameters that follow start at `next`.
 */
export class BulkColumns<Row> {
  readonly names: string;
  readonly selected: string;
  readonly unnested: string;
  /** The number of the first parameter after the columns'. */
  readonly next: number;

  constructor(private readonly columns: readonly BulkColumn<Row>[]) {
    this.names = columns.map(([name]) => name).join(', ');
    this.selected = columns.map(([name, type]) => `new.${name}${AS_TEXT.test(type) ? `::${type}` : ''}`).join(', ');
    const parameters = columns.map(([, type], i) => `$${i + 1}::${AS_TEXT.test(type) ? 'text' : type}[]`);
    this.unnested = `unnest(${parameters.join(', ')}) as new (${this.names})`;
    this.next = columns.length + 1;
  }

  values(rows: readonly Row[]): string[] {
    return this.columns.map(([, type, of]) => columnLiteral(type, rows.map(of)));
  }
}

function columnLiteral(type: string, values: readonly Value[]): string {
  // `unnest` fills up what is shorter with nulls.
  if (values.every((value) => value === null)) return '{}';
  if (type === 'timestamptz') return instantArrayLiteral(values as readonly (Date | null)[]);
  if (type.endsWith('[]')) return listArrayLiteral(values as readonly (readonly (string | null)[] | null)[]);
  if (type === 'text' || type === 'jsonb') return arrayLiteral(values as readonly (string | null)[]);
  return plainArrayLiteral(values as readonly (string | number | boolean | null)[]);
}

function listArrayLiteral(lists: readonly (readonly (string | null)[] | null)[]): string {
  return plainArrayLiteral(lists.map((list) => list && `"${plainArrayLiteral(list)}"`));
}
