import type { Config } from '../config.js';
import type { ReachedServer } from '../platform/database/embedded/index.js';

/** The database that the configuration means, for a command that works beside a running Retrace or without one. */
export async function reachDatabase({ database, dataDir }: Config): Promise<Omit<ReachedServer, 'adminUrl'>> {
  if (database.kind === 'external') {
    const { appUrl, ownerUrl } = database;
    return { appUrl, ownerUrl: ownerUrl ?? appUrl, release: () => Promise.resolve() };
  }
  // Loaded only here: with DATABASE_URL its packages need not be installed.
  const { reachEmbedded } = await import('../platform/database/embedded/index.js');
  return reachEmbedded(dataDir, console.error);
}
