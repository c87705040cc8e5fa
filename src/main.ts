import { type Config, ConfigError, readConfig } from './config.js';
import { awaitServer, DatabaseUnfit } from './platform/database/await-server.js';
import { EmbeddedServerError } from './platform/database/embedded/embedded-server-error.js';
import { roleOf } from './platform/database/role-of.js';
import { PortError, startHttp } from './platform/http/server.js';
import { createLog } from './platform/log.js';
import { createShutdown } from './platform/shutdown.js';
import type { DatabaseUrls } from './serve.js';

/*
 * Configuration, port, database, and then what is served: in this order. The port comes early, so that a probe sees a
 * process that lives, and a port that is taken is known before a minute of loading. The service itself is loaded while
 * PostgreSQL starts, so this file imports no more than starting that takes.
 */
const config = readConfigOrExit();
const log = createLog(config.logLevel);
const shutdown = createShutdown(log);
try {
  await start();
} catch (error) {
  // What is closed while it is being opened fails; that is no news.
  if (!shutdown.signal.aborted) {
    explain(error);
    void shutdown.end(1);
  }
}

async function start(): Promise<void> {
  const http = await startHttp(config);
  const database = await provideDatabase();
  const { serve } = await loadService();
  await serve({ config, log, shutdown, http, database, say });
}

/** Once, however often it is called. */
function loadService() {
  return import('./serve.js');
}

/** The database that is configured, once it answers; or the one that comes with Retrace. */
async function provideDatabase(): Promise<DatabaseUrls> {
  if (config.database.kind === 'embedded') {
    // Loaded only here: with DATABASE_URL its packages need not be installed.
    const { startEmbedded } = await import('./platform/database/embedded/index.js');
    const server = await startEmbedded({ dataDir: config.dataDir, report: say, meanwhile: loadService });
    shutdown.add('PostgreSQL', () => server.stop());
    return { ...server, appRole: roleOf(server.appUrl) };
  }
  const { appUrl, ownerUrl } = config.database;
  const { production } = config;
  await awaitServer({ url: ownerUrl ?? appUrl, production, report: say, stop: shutdown.signal });
  const appRole = roleOf(appUrl);
  if (ownerUrl && roleOf(ownerUrl) !== appRole) return { ownerUrl, appUrl, appRole };
  log.warn(
    'The application connects as the owner of the database, so the ledger is not protected from it: ' +
      'set MIGRATION_DATABASE_URL to the owner and DATABASE_URL to a role of its own.',
  );
  return { ownerUrl: ownerUrl ?? appUrl, appUrl, appRole: null };
}

/** To whoever sits at the terminal; in production there is only the log. */
function say(message: string): void {
  if (config.production) log.info(message);
  else console.log(message);
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

/** A sentence for what a person can put right; everything there is for what they cannot. */
function explain(error: unknown): void {
  const known = [ConfigError, PortError, DatabaseUnfit, EmbeddedServerError].some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : error);
}
