/*
 * A PostgreSQL array as text. node-postgres builds one too, element by element with a function call each; for the tens of
 * thousands of values of a bulk request these cost a fraction of it.
 */

/** Of any texts and instants. */
export function arrayLiteral(values: readonly (string | number | boolean | Date | null)[]): string {
  return `{${values.map(element).join(',')}}`;
}

/** Of what needs no quotes: ids, names of kinds, numbers, truth values. Never of anything that came from outside. */
export function plainArrayLiteral(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

function element(value: string | number | boolean | Date | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return PLAIN.test(value) && !NULL.test(value) ? value : quoted(value);
  if (value instanceof Date) return instant(value);
  return String(value);
}

/** What needs no quotes: ids, kinds, numbers. */
const PLAIN = /^[\w-]+$/;
/** Unquoted, it means nothing, in whatever letter case; people and batches are called so too. */
const NULL = /^null$/i;

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

const written = new WeakMap<Date, string>();

/** A movement's time goes into several columns as the same object; writing it is what costs. */
function instant(value: Date): string {
  let text = written.get(value);
  if (text === undefined) {
    text = `"${value.toISOString()}"`;
    written.set(value, text);
  }
  return text;
}
