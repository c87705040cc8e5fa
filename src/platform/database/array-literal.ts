/**
 * A PostgreSQL array as text. node-postgres builds one too, element by element with a function call each; for the tens of
 * thousands of values of a bulk request this costs a fraction of it.
 */
export function arrayLiteral(values: readonly (string | number | boolean | Date | null)[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: string | number | boolean | Date | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return PLAIN.test(value) && !NULL.test(value) ? value : quoted(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  return String(value);
}

/** What needs no quotes: ids, kinds, numbers. */
const PLAIN = /^[\w-]+$/;
/** Unquoted, it means nothing, in whatever letter case; people and batches are called so too. */
const NULL = /^null$/i;

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
