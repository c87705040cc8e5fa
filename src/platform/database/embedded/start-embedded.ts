import { findAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { bringUp } from './bring-up.js';
import { checkCluster, makeCluster } from './cluster.js';
import type { DatabaseUrls } from './connection-settings.js';
import { makeConnectionSettings, readConnectionSettings, urlsOf } from './connection-settings.js';
import type { DataDirectory } from './data-directory.js';
import { exists, openDataDirectory } from './data-directory.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { asEmbeddedServerError } from './embedded-server-error.js';
import type { Report, Server } from './server.js';
import { rotateLog } from './server-log.js';
import { supervise } from './supervisor.js';

export interface EmbeddedServer extends DatabaseUrls {
  /** Whether it is the server that a killed Retrace left running. */
  readonly adopted: boolean;
  /** When it has been stopped. A server that dies is started again. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly report?: Report;
  /** Work for the time that PostgreSQL takes to start; not called when one runs already. */
  readonly meanwhile?: () => Promise<unknown>;
}

/**
 * Starts the PostgreSQL that comes with Retrace, or takes over the one that a killed Retrace left running.
 *
 * The cast: the *data directory*, locked by one Retrace; the *cluster* in it, PostgreSQL's own files; the *account* that
 * PostgreSQL's programs run as; the *postmaster*, its main process; the *supervisor*, which starts a new postmaster when
 * one dies. When Retrace dies instead, the postmaster runs on as an *orphan* until the next start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir } = options;
  try {
    const directory = await openDataDirectory(dataDir);
    const unlock = await lockDataDirectory(directory);
    return await startLocked(directory, unlock, options).catch(async (error: unknown) => {
      await unlock();
      throw error;
    });
  } catch (error) {
    throw asEmbeddedServerError(error, `The data directory ${dataDir} (DATA_DIR)`);
  }
}

async function startLocked(
  directory: DataDirectory,
  unlock: () => Promise<void>,
  options: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const { server, postmaster, adopted } = await bringUp(await prepareServer(directory, options));
  const supervision = supervise(server, postmaster);
  let stopped: Promise<void> | undefined;
  return {
    ...urlsOf(server.connection),
    adopted,
    exited: supervision.exited,
    stop: () => (stopped ??= supervision.stop().finally(unlock)),
  };
}

async function prepareServer(
  directory: DataDirectory,
  { report = () => undefined, meanwhile = () => Promise.resolve() }: EmbeddedOptions,
): Promise<Server> {
  const binaries = await findBinaries();
  const account = await findAccount(binaries, directory);
  const connection = (await readConnectionSettings(directory)) ?? (await makeConnectionSettings(directory));
  if (!(await exists(directory.cluster))) {
    report('Making the database…');
    await makeCluster(binaries, account, directory, connection.adminPassword);
  }
  await checkCluster(account, directory);
  await rotateLog(directory.log);
  return { binaries, account, directory, connection, report, meanwhile };
}
