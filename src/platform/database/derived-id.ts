import { hash } from 'node:crypto';

/**
 * A 128-bit id made from a canonical key, as a UUID. The same key has the same id on every machine and at every time, so
 * a resend finds itself, and the primary key is the uniqueness (`architecture.md` 2.1).
 *
 * `neighbourhood` is what neighbours share (a serial without its last characters). It fills the first eight bytes, so
 * that what is scanned together lies together in the index.
 */
export function derivedId(key: string, neighbourhood: string = key): string {
  const hex = neighbourhoodHash(neighbourhood) + first8(`id ${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

let last = { text: '', hash: '' };

/** Neighbours come one after the other, so the last one is remembered. */
function neighbourhoodHash(text: string): string {
  if (last.text !== text) last = { text, hash: first8(text) };
  return last.hash;
}

function first8(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16);
}
