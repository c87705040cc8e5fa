import { readConnectionSettings, urlOf } from './connection-settings.js';
import { openDataDirectory } from './data-directory.js';
import { knowsPassword } from './prepare-database.js';
import type { Report } from './server.js';
import { startEmbedded } from './start-embedded.js';

export interface ReachedServer {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Stops the server if it was started for this. */
  readonly release: () => Promise<void>;
}

/** The server as it runs, for a command beside a running Retrace; or one that is started until it is released. */
export async function reachEmbedded(dataDir: string, report: Report): Promise<ReachedServer> {
  const connection = await readConnectionSettings(await openDataDirectory(dataDir));
  const isRunning = connection && (await knowsPassword(connection).catch(() => false));
  if (isRunning) {
    const release = () => Promise.resolve();
    return { ownerUrl: urlOf('owner', connection), appUrl: urlOf('app', connection), release };
  }
  const { ownerUrl, appUrl, stop } = await startEmbedded({ dataDir, report });
  return { ownerUrl, appUrl, release: stop };
}
