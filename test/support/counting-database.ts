import type { Context } from '../../src/platform/context.js';
import type { Database } from '../../src/platform/database/database.js';
import { createLoad } from '../../src/platform/load.js';

export interface CountingContext {
  readonly context: Context;
  /** The names of the statements that were run, in order. */
  readonly statements: string[];
}

/** The same person, asking a database that notes the names of its statements: how many there are is behaviour. */
export function counting(context: Context): CountingContext {
  const statements: string[] = [];
  const { db } = context;
  const noting: Database = {
    source: db.source,
    rows: (name, sql, values) => {
      statements.push(name);
      return db.rows(name, sql, values);
    },
    transaction: (work, options) =>
      db.transaction(
        (tx) =>
          work({
            inTransaction: true,
            rows: (name, sql, values) => {
              statements.push(name);
              return tx.rows(name, sql, values);
            },
            send: (name, sql, values) => {
              statements.push(name);
              tx.send(name, sql, values);
            },
          }),
        options,
      ),
    close: () => db.close(),
  };
  return { context: { ...context, db: noting, load: createLoad(noting) }, statements };
}
