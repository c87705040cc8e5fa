import { hash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

/**
 * A 128-bit id made from a canonical key, as a UUID. The same key has the same id on every machine and at every time, so
 * a resend finds itself, and the primary key is the uniqueness (`architecture.md` 2.1).
 *
 * `neighbourhood` is what neighbours share (a serial without its last characters). It fills the first eight bytes, so
 * that what is scanned together lies together in the index. What has no neighbours (a product, a place) is named by many
 * scans, so its id is remembered.
 */
export function derivedId(key: string, neighbourhood?: string): string {
  if (neighbourhood !== undefined) return join(neighbourhoodHash(neighbourhood), key);
  let id = recurring.get(key);
  if (id === undefined) {
    id = join(first8(key), key);
    recurring.set(key, id);
  }
  return id;
}

const recurring = new LRUCache<string, string>({ max: 10_000 });

function join(first: string, key: string): string {
  const hex = first + first8(`id ${key}`);
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
