import { LRUCache } from 'lru-cache';

import type { Database } from './database/database.js';

interface EnsuredRows<Item> {
  /** The item's natural key. */
  readonly keyOf: (item: Item) => string;
  readonly idOf: (item: Item) => string;
  /** Inserts in the order given, and leaves alone what is there. */
  readonly insert: (db: Database, ids: readonly string[], items: readonly Item[]) => Promise<unknown>;
}

const MOST_REMEMBERED = 50_000;

/**
 * Makes sure that a row stands for each item, which movements mention and nobody may have registered. Rows of this kind are
 * never deleted, so what was once there is remembered and nothing is sent for it again.
 *
 * It takes the database and not a transaction: the rows are committed at once, before the movements that need them, so that
 * no capture waits for another's end, and so that nothing is remembered that a rollback has undone.
 */
export function ensuredRows<Item>({ keyOf, idOf, insert }: EnsuredRows<Item>) {
  const memories = new WeakMap<Database, LRUCache<string, true>>();

  return async (db: Database, items: readonly Item[]): Promise<void> => {
    const memory = memories.get(db) ?? new LRUCache<string, true>({ max: MOST_REMEMBERED });
    memories.set(db, memory);
    const missing = new Map<string, Item>();
    for (const item of items) {
      const key = keyOf(item);
      if (!memory.get(key)) missing.set(key, item);
    }
    if (missing.size === 0) return;

    // In one order for everyone, so that two captures never wait for each other.
    const rows = [...missing.values()]
      .map((item) => ({ id: idOf(item), item }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    await insert(
      db,
      rows.map(({ id }) => id),
      rows.map(({ item }) => item),
    );
    for (const key of missing.keys()) memory.set(key, true);
  };
}
