import pg from 'pg';
import { DataSource } from 'typeorm';

import { idsOfLiteral } from './array-literal.js';
import { retrying } from './retry.js';
import { statementOf } from './statement.js';

/**
 * # The database, as features see it
 *
 * `rows` runs one named statement: named, so that PostgreSQL parses it once a connection. `transaction` is READ COMMITTED
 * and retries the whole closure when PostgreSQL says that trying again may help. A connection lost during COMMIT is ambiguous;
 * the retry is harmless because ids are derived from content or made before the transaction, never inside it.
 */
export interface Queryable {
  /** Runs one statement. `name` is its identity: a name stands for one text only. */
  rows<Row>(name: string, sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * Statements on one connection, committed together or not at all. What needs one says so, and takes no mere database.
 * Statements are run in the order in which they are given; nobody has to wait for one before giving the next.
 */
export interface Transaction extends Queryable {
  readonly inTransaction: true;
  /** Runs a statement for which nobody waits, since it answers nothing. When it fails, so does the transaction. */
  send(name: string, sql: string, values?: readonly unknown[]): void;
}

export interface TransactionOptions {
  /** Replaces the role's `statement_timeout` for long work, such as launching a recall. Milliseconds. */
  readonly statementTimeoutMs?: number;
  /** One unchanging picture of the database for several statements, without writes. */
  readonly snapshot?: boolean;
  /** Tried once and never again, also after a failure that would pass; waits so long for each lock. Milliseconds. */
  readonly onceWaiting?: number;
}

/** What is done in a transaction; it may be done again, from the start. */
type Work<Result> = (tx: Transaction) => Promise<Result> | Result;

export interface Database extends Queryable {
  readonly source: DataSource;
  transaction<Result>(work: Work<Result>, options?: TransactionOptions): Promise<Result>;
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

/** PostgreSQL's number for `uuid[]`, which node-postgres has no name for. */
const UUID_ARRAY = 2951 as unknown as typeof pg.types.builtins.UUID;

// A date is a day, not an instant; a count fits a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(UUID_ARRAY, idsOfLiteral);

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
      // Statements of a transaction are sent without waiting for the answers to those before.
      pipeline: true,
      keepAlive: true,
      query_timeout: 0,
      idleTimeoutMillis: 30_000,
      // The role carries these too; here they hold for any role. Compiling a statement takes PostgreSQL up to half a second, and
      // statements that recurse look dear enough to it, however little they read.
      options:
        '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 ' +
        '-c tcp_user_timeout=10000 -c timezone=UTC -c jit=off' +
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
      const result = await this.pool.query(statementOf(name, sql, values));
      return result.rows as Row[];
    });
  }

  transaction<Result>(work: Work<Result>, options: TransactionOptions = {}): Promise<Result> {
    return options.onceWaiting ? this.once(work, options) : retrying(() => this.once(work, options));
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async once<Result>(work: Work<Result>, options: TransactionOptions): Promise<Result> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as Client;
      const tx = new OpenTransaction(client);
      try {
        await client.query(beginning(options));
        const result = await work(tx);
        await tx.commit();
        return result;
      } catch (error) {
        const cause = await tx.causeOf(error);
        // A rollback that fails means that the connection is gone, and PostgreSQL has rolled back by itself.
        await client.query('rollback').catch(() => undefined);
        throw cause;
      }
    } finally {
      await runner.release();
    }
  }
}

/** In one message, and waited for: without a transaction, the statements after it would each be committed by themselves. */
function beginning({ snapshot, statementTimeoutMs, onceWaiting }: TransactionOptions): string {
  return [
    snapshot ? 'begin isolation level repeatable read read only' : 'begin',
    ...(statementTimeoutMs ? [`set local statement_timeout = ${Math.floor(statementTimeoutMs)}`] : []),
    ...(onceWaiting ? [`set local lock_timeout = ${Math.floor(onceWaiting)}`] : []),
  ].join('; ');
}

type Client = pg.PoolClient & Pick<pg.Client, 'connection'>;

class OpenTransaction implements Transaction {
  readonly inTransaction = true;
  private readonly sent: Promise<unknown>[] = [];
  /** Of statements that are sent one after the other, those after a failed one fail too, and tell nothing. */
  private firstFailure: unknown;
  /** Its connection is another's from then on. What still goes on beside a statement that failed writes nothing more. */
  private over = false;
  private gathering = false;

  constructor(private readonly client: Client) {}

  async rows<Row>(name: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.over) throw new Error('The transaction is over.');
    this.gather();
    try {
      const result = await this.client.query(statementOf(name, sql, values));
      return result.rows as Row[];
    } catch (error) {
      this.firstFailure ??= error;
      throw error;
    }
  }

  send(name: string, sql: string, values?: readonly unknown[]): void {
    const answer = this.rows(name, sql, values);
    // Heard at the end; until then it is no one's.
    answer.catch(() => undefined);
    this.sent.push(answer);
  }

  /** Statements that are given in one go are sent in one write: each write costs as much as a small statement does. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = this.client.connection;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  async commit(): Promise<void> {
    this.over = true;
    const committed = this.client.query('commit');
    await Promise.all([...this.sent, committed]);
    // After a statement that failed and that nobody told of, PostgreSQL rolls back, and calls it no error.
    if ((await committed).command !== 'COMMIT') throw new Error('PostgreSQL rolled back what was to be committed.');
  }

  /** Ends it, and answers why it failed: for the first of its statements that did, if any. */
  async causeOf(error: unknown): Promise<unknown> {
    this.over = true;
    await Promise.allSettled(this.sent);
    return this.firstFailure ?? error;
  }
}
