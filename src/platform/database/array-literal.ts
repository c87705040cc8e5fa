/**
 * A PostgreSQL array as text. node-postgres builds one too, element by element with a function call each; for the tens of
 * thousands of values of a bulk request this costs a fraction of it.
 */
export function arrayLiteral(values: readonly (string | number | boolean | Date | null)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ',';
    text += element(values[i] ?? null);
  }
  return `${text}}`;
}

function element(value: string | number | boolean | Date | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return PLAIN.test(value) && value !== 'NULL' ? value : quoted(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  return String(value);
}

/** What needs no quotes: ids, kinds, numbers. */
const PLAIN = /^[\w-]+$/;

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
