import { createHash } from 'node:crypto';

/**
 * A 128-bit id made from a canonical key, as a UUID. The same key has the same id on every machine and at every time, so
 * a resend finds itself, and the primary key is the uniqueness (`architecture.md` 2.1).
 *
 * `neighbourhood` is what neighbours share (a serial without its last characters). It fills the first eight bytes, so
 * that what is scanned together lies together in the index.
 */
export function derivedId(key: string, neighbourhood: string = key): string {
  const hex = first8(neighbourhood) + first8(`id ${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function first8(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
