import { LRUCache } from 'lru-cache';

import { type Database, isDatabase } from './database/database.js';
import type { BatchQuery, Load } from './load.js';

/**
 * # Names that change rarely and are read with every scan
 *
 * A cached batch query answers from memory what it read in the last seconds, and asks the database for the rest in one
 * statement. It never remembers that something was missing, so what was registered a moment ago is found at once. Who
 * changes a row calls `forget` after the commit; another process's change is seen when the time is over.
 */
export interface CachedQuery<Row> extends BatchQuery<Row> {
  readonly forget: (db: Database, keys: readonly string[]) => void;
  /** What memory holds, if it does. */
  readonly remembered: (db: Database, key: string) => Row | undefined;
}

/**
 * A row from memory at once, or from the database with all others that are asked for in the same tick. For what a page
 * names many times: a promise for each place of a journey costs more than the places do.
 */
export function refer<Row>(
  { db, load }: { readonly db: Database; readonly load: Load },
  query: CachedQuery<Row>,
  key: string,
): Row | Promise<Row | null> {
  return query.remembered(db, key) ?? load(query, key);
}

export interface CacheOptions {
  readonly most?: number;
  readonly ttlMs?: number;
  /** Milliseconds of a clock that never goes back; tests set it. */
  readonly clock?: () => number;
}

const MOST_ROWS = 10_000;
const TTL_MS = 3_000;

export function cached<Row extends object>(query: BatchQuery<Row>, options: CacheOptions = {}): CachedQuery<Row> {
  const { most = MOST_ROWS, ttlMs = TTL_MS, clock = () => performance.now() } = options;
  const memories = new WeakMap<Database, LRUCache<string, Row>>();

  const memoryOf = (db: Database): LRUCache<string, Row> => {
    let memory = memories.get(db);
    if (!memory) {
      memory = new LRUCache<string, Row>({ max: most, ttl: ttlMs, ttlResolution: 0, perf: { now: clock } });
      memories.set(db, memory);
    }
    return memory;
  };

  return {
    keyOf: query.keyOf,
    remembered: (db, key) => memoryOf(db).get(key),
    async find(db, keys) {
      // A transaction sees what it has written itself, and may yet be rolled back.
      if (!isDatabase(db)) return query.find(db, keys);
      const memory = memoryOf(db);
      const known: Row[] = [];
      const missing: string[] = [];
      for (const key of keys) {
        const row = memory.get(key);
        if (row) known.push(row);
        else missing.push(key);
      }
      if (missing.length === 0) return known;
      const found = await query.find(db, missing);
      for (const row of found) memory.set(query.keyOf(row), row);
      return known.concat(found);
    },
    forget(db, keys) {
      const memory = memories.get(db);
      for (const key of keys) memory?.delete(key);
    },
  };
}
