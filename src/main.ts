import 'reflect-metadata';

import { migrations } from '../migrations/index.js';
import { setUpFirstRun } from './commands/first-run.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { jobs } from './jobs.js';
import { startSealing } from './movements/index.js';
import { keptChannel, outboxPages, smtpChannel, startDispatcher, watchNotifications } from './notifications/index.js';
import { RETRACE } from './platform/access/actor.js';
import { createAuthenticate } from './platform/access/authenticate.js';
import { reportAlarms } from './platform/access/refusal-alarm.js';
import { auditCsvPage } from './platform/audit/audit-csv.page.js';
import { contextFor, type Service } from './platform/context.js';
import { awaitServer, DatabaseUnfit } from './platform/database/await-server.js';
import { type Database, openDatabase } from './platform/database/database.js';
import { EmbeddedServerError } from './platform/database/embedded/embedded-server-error.js';
import { migrate } from './platform/database/migrate.js';
import { roleOf } from './platform/database/role-of.js';
import { PortError, startHttp } from './platform/http/server.js';
import { curlOf, EXAMPLES } from './platform/http/landing-examples.js';
import type { Landing } from './platform/http/landing-page.js';
import { createSite } from './platform/http/site.js';
import { startJobs } from './platform/jobs/start-jobs.js';
import { createLog } from './platform/log.js';
import { watchProcess } from './platform/metrics.js';
import { createEvents } from './platform/pubsub.js';
import { shareEvents } from './platform/pubsub-across-processes.js';
import { deriveSecrets, loadMasterKey } from './platform/secrets.js';
import { createShutdown } from './platform/shutdown.js';
import { answerPages, noticeRenderer, tellProgress } from './recalls/index.js';
import { createSchema } from './schema.js';

/*
 * Configuration, port, database, demo, jobs, site: in this order. The port comes early, so that a probe sees a process that
 * lives, and a port that is taken is known before a minute of loading.
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
  const { ownerUrl, appUrl, appRole } = await provideDatabase();
  await migrate({ ownerUrl, appRole, migrations, report: say });
  const db = await openDatabase({
    url: appUrl,
    onIdleError: (err) => {
      log.warn({ err }, 'database connection');
    },
  });
  shutdown.add('database connections', () => db.close());

  const service = await createService(db, appUrl);
  const asRetrace = (requestId: string) => contextFor(service, RETRACE, requestId);
  const isDemo = config.database.kind === 'embedded' && !config.production;
  const keysFile = isDemo ? await setUpFirstRun(asRetrace('first-run'), config.dataDir, say) : null;

  const render = noticeRenderer(service);
  const dispatcher = startDispatcher({
    service,
    channel: service.mail,
    render,
    announce: (recallId) => {
      tellProgress(service.events, recallId);
    },
    log,
  });
  const runner = startJobs({ databaseUrl: appUrl, jobs, createContext: asRetrace, log });
  const sealing = startSealing(service, log);
  watchProcess(db);
  watchNotifications(db);
  const authenticate = createAuthenticate(service);
  const site = await createSite({
    ...config,
    schema: await createSchema(reportAlarms(log)),
    service,
    authenticate,
    log,
    landing: config.production ? null : landing(keysFile),
    pages: [
      auditCsvPage({ db, authenticate }),
      answerPages(service),
      ...(showsOutbox() ? [outboxPages(service, render)] : []),
    ],
  });
  http.serve(site);
  shutdown.add('requests and jobs', async () => {
    await Promise.all([http.close(), runner.stop(), dispatcher.stop(), sealing.stop()]);
  });
  if (!config.production) welcome(http.url, keysFile);
  log.info({ url: http.url }, 'ready');
}

interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Null when the application connects as the owner. */
  readonly appRole: string | null;
}

/** The database that is configured, once it answers; or the one that comes with Retrace. */
async function provideDatabase(): Promise<DatabaseUrls> {
  if (config.database.kind === 'embedded') {
    // Loaded only here: with DATABASE_URL its packages need not be installed.
    const { startEmbedded } = await import('./platform/database/embedded/index.js');
    const server = await startEmbedded({ dataDir: config.dataDir, report: say });
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

async function createService(db: Database, appUrl: string): Promise<Service> {
  const { companyName, publicUrl, smtpUrl, mailFrom } = config;
  const events = createEvents();
  if (config.database.kind === 'external') {
    if (!config.linkKey)
      log.warn(`LINK_KEY is not set: the key in ${config.dataDir} is used, which other processes lack.`);
    const shared = shareEvents(events, { url: appUrl, db, log });
    shutdown.add('events', () => shared.close());
  }
  const mail = smtpUrl ? smtpChannel({ url: smtpUrl, from: mailFrom, fromName: companyName }) : keptChannel();
  shutdown.add('mail', () => {
    mail.close();
  });
  return {
    db,
    now: () => new Date(),
    secrets: deriveSecrets(config.linkKey ?? (await loadMasterKey(config.dataDir))),
    events,
    mail,
    installation: { companyName, publicUrl },
  };
}

/** Without a mail server, mail is read here: by who develops, since it shows addresses without a key. */
function showsOutbox(): boolean {
  return !config.production && !config.smtpUrl;
}

/** What the landing page counts and leads to. */
function landing(keysFile: string | null): Landing {
  const { companyName, publicUrl } = config;
  return {
    companyName,
    publicUrl,
    keysFile,
    counts: ['product', 'batch', 'unit', 'movement', 'customer', 'recall'].map((table) => ({
      label: table === 'batch' ? 'batches' : `${table}s`,
      sql: `select count(*) from ${table}`,
    })),
    links: showsOutbox() ? [{ path: '/outbox', label: 'mail that was not sent' }] : [],
  };
}

function welcome(url: string, keysFile: string | null): void {
  say(`
Retrace is running.

  See what is there   ${url}
  GraphQL             ${url}/graphql
  Keys                ${keysFile ?? 'make one with: npm run key'}
`);
  if (keysFile) say(`Try:\n\n${curlOf(EXAMPLES[0], url, keysFile)}\n`);
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
