import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import { readPostmasterFile } from '../../../src/platform/database/embedded/postmaster-file.js';
import { findBackends, isPostmasterOf } from '../../../src/platform/database/embedded/cluster-processes.js';
import { signal } from '../../../src/platform/database/embedded/processes.js';
import type { EmbeddedServer } from '../../../src/platform/database/embedded/index.js';
import { startEmbedded } from '../../../src/platform/database/embedded/index.js';

/** Data directories and servers on them, all gone after the test. */
export class EmbeddedWorld {
  readonly #directories: string[] = [];
  readonly #servers: EmbeddedServer[] = [];

  async dataDir(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'retrace-embedded-'));
    this.#directories.push(path);
    return path;
  }

  /** One with a new database in it that is not running. */
  async makeDatabase(): Promise<string> {
    const dataDir = await this.dataDir();
    const server = await startEmbedded({ dataDir });
    await server.stop();
    return dataDir;
  }

  /** One with a database in it that was stopped: a copy of `original`, which is faster than making one. */
  async usedDataDir(original: string): Promise<string> {
    const path = await this.dataDir();
    await cp(original, path, { recursive: true });
    return path;
  }

  async start(options: Parameters<typeof startEmbedded>[0]): Promise<EmbeddedServer> {
    const server = await startEmbedded(options);
    this.#servers.push(server);
    return server;
  }

  async clear(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    for (const directory of this.#directories) {
      await endOrphan(directory);
      await rm(directory, { recursive: true, force: true });
    }
  }
}

/** Not with SIGKILL, which would leave the server's shared memory to the machine. */
async function endOrphan(dataDir: string): Promise<void> {
  const [main] = await databaseProcesses(dataDir);
  if (main !== undefined) signal(main, 'SIGQUIT');
  await eventually(async () => {
    if ((await databaseProcesses(dataDir)).length > 0) throw new Error(`the database in ${dataDir} does not end`);
  });
}

export const clusterOf = (dataDir: string) => join(dataDir, 'postgres');

/** Every process of the database, its main process first. */
export async function databaseProcesses(dataDir: string): Promise<number[]> {
  const cluster = clusterOf(dataDir);
  const main = (await readPostmasterFile(cluster))?.pid;
  const backends = await findBackends(cluster);
  return main !== undefined && (await isPostmasterOf(cluster, main)) ? [main, ...backends] : backends;
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Asks again until there is an answer: what a pool does while the database is away. */
export async function eventually<Answer>(ask: () => Promise<Answer>, milliseconds = 15_000): Promise<Answer> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(10);
    }
  }
}
