import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { isConnectionFailure } from './retry.js';

const CONNECT_MS = 5_000;
const RETRY_MS = 1_000;
/** A line for a person, not for each try. */
const REPORT_MS = 10_000;
const OLDEST_VERSION = 150_000;

/** Something about the database that a person has to put right. The message says what. */
export class DatabaseUnfit extends Error {
  override readonly name = 'DatabaseUnfit';
}

export interface AwaitedServer {
  readonly url: string;
  readonly production: boolean;
  readonly report: (message: string) => void;
  readonly stop: AbortSignal;
}

/** Returns when PostgreSQL answers at `url`, however long that takes; throws when it will never do. */
export async function awaitServer({ url, production, report, stop }: AwaitedServer): Promise<void> {
  let reported = -Infinity;
  for (;;) {
    try {
      await examine(url, production, report);
      return;
    } catch (error) {
      if (error instanceof DatabaseUnfit) throw error;
      if (!mayPass(error)) throw new DatabaseUnfit(`${placeOf(url)}: ${(error as Error).message}`, { cause: error });
      if (performance.now() - reported > REPORT_MS) {
        report(`Waiting for ${placeOf(url)} (${reasonOf(error)}) …`);
        reported = performance.now();
      }
    }
    await sleep(RETRY_MS, undefined, { signal: stop });
  }
}

interface ServerSettings {
  readonly version: number;
  readonly encoding: string;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
  readonly checksums: string;
}

async function examine(url: string, production: boolean, report: (message: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<ServerSettings>(`
      select current_setting('server_version_num')::int as version,
        current_setting('server_encoding') as encoding,
        current_setting('fsync') as fsync,
        current_setting('full_page_writes') as "fullPageWrites",
        current_setting('synchronous_commit') as "synchronousCommit",
        current_setting('data_checksums') as checksums
    `);
    for (const settings of rows) requireFit(settings, production, report);
  } finally {
    await client.end();
  }
}

/** A database that may forget what it acknowledged cannot carry a recall (R15). */
function requireFit(settings: ServerSettings, production: boolean, report: (message: string) => void): void {
  const { version, encoding, fsync, fullPageWrites, synchronousCommit, checksums } = settings;
  if (version < OLDEST_VERSION) {
    throw new DatabaseUnfit(`The database is PostgreSQL ${Math.floor(version / 10_000)}; Retrace needs 15 or newer.`);
  }
  if (encoding !== 'UTF8') throw new DatabaseUnfit(`The database is encoded in ${encoding}; Retrace needs UTF8.`);
  if (production && [fsync, fullPageWrites, synchronousCommit].includes('off')) {
    throw new DatabaseUnfit(
      'The database may lose what it has acknowledged: turn fsync, full_page_writes and synchronous_commit on.',
    );
  }
  if (production && checksums === 'off')
    report('The database has no data checksums: silent damage on disk would go unnoticed.');
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `the database ${pathname.slice(1)} at ${hostname}:${port || '5432'}`;
}

/** Too many connections: someone else starts too. */
const mayPass = (error: unknown) => isConnectionFailure(error) || (error as { code?: unknown }).code === '53300';

/** node-postgres says nothing when each of a host's addresses refused. */
const reasonOf = (error: unknown) => (error as Error).message || String((error as { code?: unknown }).code);
