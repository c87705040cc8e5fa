/*
 * A PostgreSQL array as text. node-postgres builds one too, element by element with a function call each; for the tens of
 * thousands of values of a bulk request these cost a fraction of it. It reads one character by character, too, which for
 * the ids of a million units takes a second.
 */

/** Of any texts. */
export function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map(element).join(',')}}`;
}

/** Of instants. */
export function instantArrayLiteral(values: readonly (Date | null)[]): string {
  return plainArrayLiteral(values.map((value) => value && instant(value)));
}

/** Of what needs no quotes: ids, names of kinds, numbers, truth values. Never of anything that came from outside. */
export function plainArrayLiteral(values: readonly (string | number | boolean | null)[]): string {
  // Mostly ids, of which none is missing.
  const told = values.includes(null) ? values.map((value) => value ?? 'NULL') : values;
  return `{${told.join(',')}}`;
}

/** The ids of an array as PostgreSQL writes it. */
export function idsOfLiteral(literal: string): (string | null)[] {
  if (literal === '{}') return [];
  return literal
    .slice(1, -1)
    .split(',')
    .map((id) => (id === 'NULL' ? null : id));
}

function element(value: string | number | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return PLAIN.test(value) && !NULL.test(value) ? value : quoted(value);
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
