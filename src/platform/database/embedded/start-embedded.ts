import { findAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { checkCluster, hasCluster, makeCluster } from './cluster.js';
import { readConnectionSettings, urlOf, writeConnectionSettings } from './connection-settings.js';
import type { DataDirectory } from './data-directory.js';
import { openDataDirectory } from './data-directory.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { findPort } from './ports.js';
import type { Postmaster } from './postmaster.js';
import { findOrphan, spawnPostmaster, stopPostmaster, untilReady } from './postmaster.js';
import { readPostmasterOptions } from './postmaster-file.js';
import { knowsPassword, prepareDatabase } from './prepare-database.js';
import { resetPassword } from './reset-password.js';
import type { Report, Server } from './server.js';
import { notedCommandOf } from './server.js';
import { rotateLog } from './server-log.js';
import { supervise } from './supervise.js';

export interface EmbeddedServer {
  /** For migrations. */
  readonly ownerUrl: string;
  /** For the application. */
  readonly appUrl: string;
  /** The superuser's, for backups and for tests that make databases. */
  readonly adminUrl: string;
  /** Whether it is the server that a killed Retrace left running. */
  readonly adopted: boolean;
  /** When `stop` is done. A server that dies is started again. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly report?: Report;
}

/**
 * Starts the PostgreSQL that comes with Retrace, or takes over the one that a killed Retrace left running.
 *
 * The cast: the *data directory*, locked by one Retrace; the *cluster* in it, PostgreSQL's own files; the *account* that
 * PostgreSQL's programs run as; the *postmaster*, its main process; the *supervisor*, which starts a new postmaster when
 * one dies. When Retrace dies instead, the postmaster runs on as an *orphan* until the next start.
 */
export async function startEmbedded({ dataDir, report = () => undefined }: EmbeddedOptions): Promise<EmbeddedServer> {
  const directory = await openDataDirectory(dataDir);
  const unlock = await lockDataDirectory(directory);
  try {
    const { server, postmaster, adopted } = await bringUp(await prepareServer(directory, report));
    const { stop, exited } = supervise(server, postmaster);
    return {
      ownerUrl: urlOf('owner', server.connection),
      appUrl: urlOf('app', server.connection),
      adminUrl: urlOf('admin', server.connection),
      adopted,
      exited,
      stop: () => stop().finally(unlock),
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function prepareServer(directory: DataDirectory, report: Report): Promise<Server> {
  const binaries = await findBinaries();
  const account = await findAccount(binaries, directory);
  const connection = await readConnectionSettings(directory);
  await writeConnectionSettings(directory, connection);
  if (!(await hasCluster(directory))) {
    report('Making the database…');
    await makeCluster(binaries, account, directory, connection.adminPassword);
  }
  await checkCluster(account, directory);
  await rotateLog(directory.log);
  return { binaries, account, directory, connection, report };
}

interface Running {
  readonly server: Server;
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
}

async function bringUp(server: Server): Promise<Running> {
  const running = (await adopt(server)) ?? (await launch(server));
  try {
    await prepareDatabase(running.server.connection);
    return running;
  } catch (error) {
    await stopPostmaster(running.postmaster, server);
    throw error;
  }
}

/** Takes over a server that runs as this Retrace would have started it, and stops one that does not. */
async function adopt(server: Server): Promise<Running | null> {
  const orphan = await findOrphan(server);
  if (!orphan) return null;
  if ((await readPostmasterOptions(server.directory.cluster)) === (await notedCommandOf(server))) {
    await untilReady(orphan, server);
    if (await knowsPassword(server.connection)) return { server, postmaster: orphan, adopted: true };
  }
  await stopPostmaster(orphan, server);
  return null;
}

async function launch(configured: Server): Promise<Running> {
  const server = await withFreePort(configured);
  let postmaster = await spawnPostmaster(server);
  await untilReady(postmaster, server);
  if (!(await knowsPassword(server.connection))) {
    server.report('The database has another password than server.json; setting it anew.');
    await stopPostmaster(postmaster, server);
    await resetPassword(server);
    postmaster = await spawnPostmaster(server);
    await untilReady(postmaster, server);
  }
  return { server, postmaster, adopted: false };
}

/** The same port as last time, unless something else has taken it. */
async function withFreePort(server: Server): Promise<Server> {
  const port = await findPort(server.connection.port);
  if (port === server.connection.port) return server;
  const connection = { ...server.connection, port };
  await writeConnectionSettings(server.directory, connection);
  server.report(`Port ${server.connection.port} is taken; the database now listens on ${port}.`);
  return { ...server, connection };
}
