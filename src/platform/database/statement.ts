/**
 * A statement as node-postgres takes it: named, so that PostgreSQL parses it once a connection. After five times PostgreSQL keeps
 * one plan for all values, and reckons with ten elements in an array. For a hundred thousand that plan looks up each of them, and
 * takes several times as long as reading the tables once: so a statement with so many has no name, and is planned for them.
 */
export function statementOf(name: string, text: string, values: readonly unknown[]) {
  return { ...(!values.some(isLarge) && { name }), text, values: values as unknown[] };
}

/** An array of some thousands of elements: planning for it costs less than a hundredth of reading what they name. */
const LARGE = { elements: 2_500, characters: 100_000 };

function isLarge(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LARGE.characters;
  return Array.isArray(value) && value.length > LARGE.elements;
}
