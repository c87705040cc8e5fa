import { Readable } from 'node:stream';

import pg from 'pg';

import { EmbeddedServerError } from './embedded-server-error.js';

const COMMAND = `BASE_BACKUP (LABEL 'retrace', CHECKPOINT 'fast', WAL true, MANIFEST 'no')`;

const DATA_CORRUPTED = 'XX001';

/** Message kinds in the stream (PostgreSQL, Streaming Replication Protocol, BASE_BACKUP). */
const NEW_ARCHIVE = 'n'.charCodeAt(0);
const CONTENT = 'd'.charCodeAt(0);

export interface BaseBackup {
  /** A tar archive of the cluster. */
  readonly content: Readable;
  /** Up to where the log is in the archive; known when `content` has ended. */
  readonly walEnd: () => string;
  readonly close: () => Promise<void>;
}

/**
 * The cluster as the running server hands it out, the way it does for a replica: pages are checked against their checksums,
 * and the log that was written meanwhile comes with it, so that the copy is whole without the server having paused.
 */
export async function openBaseBackup(adminUrl: string): Promise<BaseBackup> {
  const client = new pg.Client(`${adminUrl}&replication=true`);
  // A connection that breaks also fails its query; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Keeps the server from recycling log that the end of a long backup still needs. It goes with the connection.
    await client.query(`CREATE_REPLICATION_SLOT retrace_backup_${process.pid} TEMPORARY PHYSICAL RESERVE_WAL`);
    const content = client.query(new BaseBackupQuery());
    return { content, walEnd: () => content.walEnd, close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** A query whose answer is a stream. pg calls the methods named `handle…` as the server's messages arrive. */
class BaseBackupQuery extends Readable implements pg.Submittable {
  walEnd = '';
  #connection: pg.Connection | undefined;
  #archives = 0;

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    connection.query(COMMAND);
  }

  override _read(): void {
    this.#connection?.stream.resume();
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (chunk[0] === NEW_ARCHIVE && ++this.#archives > 1)
      this.destroy(new EmbeddedServerError('The database has tablespaces of its own, which a backup cannot hold.'));
    // pg reuses the memory behind the chunk.
    if (chunk[0] === CONTENT && !this.push(Buffer.from(chunk.subarray(1)))) this.#connection?.stream.pause();
  }

  /** Positions in the log come before and after the content, tablespaces in between; the last row stands. */
  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.walEnd = fields[0] ?? '';
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error & { code?: string }): void {
    const advice =
      error.code === DATA_CORRUPTED ? ' Pages of the database are damaged: restore an earlier backup.' : '';
    this.destroy(new EmbeddedServerError(`The backup broke off: ${error.message}.${advice}`, { cause: error }));
  }

  handleRowDescription(): void {
    // The columns are known.
  }

  handleCommandComplete(): void {
    // Each of the answer's parts says so; only the whole counts.
  }
}
