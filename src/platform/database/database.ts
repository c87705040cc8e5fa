import pg from 'pg';
import { DataSource } from 'typeorm';

import { retrying } from './retry.js';

/**
 * # The database, as features see it
 *
 * `rows` runs one named statement: named, so that PostgreSQL plans it once a connection. `transaction` is READ COMMITTED
 * and retries the whole closure when PostgreSQL says that trying again may help. A connection lost during COMMIT is ambiguous;
 * the retry is harmless because ids are derived from content or made before the transaction, never inside it.
 */
export interface Queryable {
  /** Runs one statement. `name` is its identity: a name stands for one text only. */
  rows<Row>(name: string, sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Statements on one connection, committed together or not at all. What needs one says so, and takes no mere database. */
export interface Transaction extends Queryable {
  readonly inTransaction: true;
}

export interface TransactionOptions {
  /** Replaces the role's `statement_timeout` for long work, such as launching a recall. Milliseconds. */
  readonly statementTimeoutMs?: number;
  /** One unchanging picture of the database for several statements, without writes. */
  readonly snapshot?: boolean;
  /** Tried once and never again, also after a failure that would pass; waits so long for each lock. Milliseconds. */
  readonly onceWaiting?: number;
}

export interface Database extends Queryable {
  readonly source: DataSource;
  transaction<Result>(work: (tx: Transaction) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  close(): Promise<void>;
}

/** Whether statements are each on their own, and not in a transaction that sees what it has written itself. */
export function isDatabase(db: Queryable): db is Database {
  return 'transaction' in db;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize?: number;
  /** Hears of connections that broke while idle; without a listener they would end the process. */
  readonly onIdleError?: (error: Error) => void;
  /** PostgreSQL's settings of each connection, over those that hold for all of ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

// A date is a day, not an instant; a count fits a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Between the pool, which hears of what breaks while idle, and who takes a connection from it, nobody listens for a moment;
 * one that is ended just then would end the process. Whoever uses it next is told that it is broken.
 */
class HeardClient extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super(options);
    this.on('error', () => undefined);
  }
}

/** Connects lazily: an unreachable server fails the first statement, not the start. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    synchronize: false,
    applicationName: 'retrace',
    poolSize: options.poolSize ?? 12,
    connectTimeoutMS: 2_000,
    poolErrorHandler: (error: Error) => options.onIdleError?.(error),
    extra: {
      Client: HeardClient,
      keepAlive: true,
      query_timeout: 0,
      idleTimeoutMillis: 30_000,
      // The role carries these too; here they hold for any role.
      options:
        '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 ' +
        '-c tcp_user_timeout=10000 -c timezone=UTC' +
        Object.entries(options.settings ?? {})
          .map(([name, value]) => ` -c ${name}=${value}`)
          .join(''),
    },
  });
  await source.initialize();
  return new PooledDatabase(source);
}

class PooledDatabase implements Database {
  private readonly pool: pg.Pool;

  constructor(readonly source: DataSource) {
    this.pool = (source.driver as unknown as { master: pg.Pool }).master;
  }

  rows<Row>(name: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return retrying(async () => {
      const result = await this.pool.query({ name, text: sql, values: values as unknown[] });
      return result.rows as Row[];
    });
  }

  transaction<Result>(work: (tx: Transaction) => Promise<Result>, options: TransactionOptions = {}): Promise<Result> {
    return options.onceWaiting ? this.once(work, options) : retrying(() => this.once(work, options));
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async once<Result>(work: (tx: Transaction) => Promise<Result>, options: TransactionOptions): Promise<Result> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      await client.query(options.snapshot ? 'begin isolation level repeatable read read only' : 'begin');
      try {
        if (options.statementTimeoutMs) {
          await client.query(`set local statement_timeout = ${Math.floor(options.statementTimeoutMs)}`);
        }
        if (options.onceWaiting) await client.query(`set local lock_timeout = ${Math.floor(options.onceWaiting)}`);
        const result = await work(transactionOn(client));
        await client.query('commit');
        return result;
      } catch (error) {
        // A rollback that fails means that the connection is gone, and PostgreSQL has rolled back by itself.
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

function transactionOn(client: pg.PoolClient): Transaction {
  return {
    inTransaction: true,
    async rows<Row>(name: string, sql: string, values: readonly unknown[] = []) {
      const result = await client.query({ name, text: sql, values: values as unknown[] });
      return result.rows as Row[];
    },
  };
}
