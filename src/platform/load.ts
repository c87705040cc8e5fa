import DataLoader from 'dataloader';

import type { Queryable } from './database/database.js';

/** A query for many keys at once. Rows come back in any order; `keyOf` puts them back beside their keys. */
export interface BatchQuery<Row> {
  readonly find: (db: Queryable, keys: readonly string[]) => Promise<Row[]>;
  readonly keyOf: (row: Row) => string;
}

/** Answers one key through a batch query; all keys asked for in the same tick become one round trip. */
export type Load = <Row>(query: BatchQuery<Row>, key: string) => Promise<Row | null>;

const MOST_KEYS_A_TRIP = 1_000;

/** One loader per batch query and per request, so nothing read for one caller is ever served to another. */
export function createLoad(db: Queryable): Load {
  const loaders = new Map<unknown, DataLoader<string, unknown>>();

  return <Row>(query: BatchQuery<Row>, key: string) => {
    let loader = loaders.get(query);
    if (!loader) {
      loader = new DataLoader(
        async (keys: readonly string[]) => {
          const rows = await query.find(db, keys);
          const byKey = new Map(rows.map((row) => [query.keyOf(row), row]));
          return keys.map((wanted) => byKey.get(wanted) ?? null);
        },
        { maxBatchSize: MOST_KEYS_A_TRIP },
      );
      loaders.set(query, loader);
    }
    return loader.load(key) as Promise<Row | null>;
  };
}
