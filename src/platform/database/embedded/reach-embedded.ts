import type { DatabaseUrls } from './connection-settings.js';
import { readConnectionSettings, urlsOf } from './connection-settings.js';
import { openDataDirectory } from './data-directory.js';
import { knowsPassword } from './prepare-database.js';
import type { Report } from './server.js';
import { startEmbedded } from './start-embedded.js';

export interface ReachedServer extends DatabaseUrls {
  /** Stops the server if it was started for this. */
  readonly release: () => Promise<void>;
}

/** The server as it runs, for a command beside a running Retrace; or one that is started until it is released. */
export async function reachEmbedded(dataDir: string, report: Report): Promise<ReachedServer> {
  const connection = await readConnectionSettings(await openDataDirectory(dataDir));
  const isRunning = connection && (await knowsPassword(connection).catch(() => false));
  if (isRunning) return { ...urlsOf(connection), release: () => Promise.resolve() };

  const { stop, ...server } = await startEmbedded({ dataDir, report });
  return { ...server, release: stop };
}
