import type { Queryable } from '../platform/database/database.js';

/**
 * The transactions that record movements at this moment. Each inserts its row of `capture` first and keeps the lock on
 * that table until it is over, so PostgreSQL's list of locks names them all; who records need do nothing for it, and
 * never waits.
 */
export async function capturesUnderWay(db: Queryable): Promise<Set<string>> {
  const rows = await db.rows<{ transaction: string }>(
    'captures_under_way',
    `
    select pg_locks.virtualtransaction as "transaction"
    from pg_locks
    join pg_database on pg_database.oid = pg_locks.database and pg_database.datname = current_database()
    where pg_locks.locktype = 'relation' and pg_locks.relation = 'capture'::regclass
    and pg_locks.mode = 'RowExclusiveLock' and pg_locks.granted
    `,
  );
  return new Set(rows.map(({ transaction }) => transaction));
}
