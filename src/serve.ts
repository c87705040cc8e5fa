import 'reflect-metadata';

import { migrations } from '../migrations/index.js';
import { setUpFirstRun } from './commands/first-run.js';
import type { Config } from './config.js';
import { jobs } from './jobs.js';
import { startSealing } from './movements/index.js';
import { keptChannel, outboxPages, smtpChannel, startDispatcher, watchNotifications } from './notifications/index.js';
import { RETRACE } from './platform/access/actor.js';
import { createAuthenticate } from './platform/access/authenticate.js';
import { reportAlarms } from './platform/access/refusal-alarm.js';
import { auditCsvPage } from './platform/audit/audit-csv.page.js';
import { contextFor, type Service } from './platform/context.js';
import { type Database, openDatabase } from './platform/database/database.js';
import { migrate } from './platform/database/migrate.js';
import { curlOf, EXAMPLES } from './platform/http/landing-examples.js';
import type { Landing } from './platform/http/landing-page.js';
import type { HttpServer } from './platform/http/server.js';
import { createSite } from './platform/http/site.js';
import { startJobs } from './platform/jobs/start-jobs.js';
import type { Log } from './platform/log.js';
import { watchProcess } from './platform/metrics.js';
import { createEvents } from './platform/pubsub.js';
import { shareEvents } from './platform/pubsub-across-processes.js';
import { deriveSecrets, loadMasterKey } from './platform/secrets.js';
import type { Shutdown } from './platform/shutdown.js';
import {
  answerPages,
  inquiriesAboutRecalls,
  noticeRenderer,
  sendKept,
  tellProgress,
  watchRecalls,
} from './recalls/index.js';
import { createSchema } from './schema.js';
import { startAnsweringInquiries, startWatchingGaps } from './trace/index.js';

export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Null when the application connects as the owner. */
  readonly appRole: string | null;
}

/** What stands when the service starts: a port that is open, and a database that answers. */
export interface Standing {
  readonly config: Config;
  readonly log: Log;
  readonly shutdown: Shutdown;
  readonly http: HttpServer;
  readonly database: DatabaseUrls;
  /** To whoever sits at the terminal. */
  readonly say: (message: string) => void;
}

/** Brings the database to the present schema, and starts on it all that Retrace does: demo, jobs, mail, site. */
export async function serve(standing: Standing): Promise<void> {
  const { config, log, shutdown, http, database, say } = standing;
  const { appUrl } = database;
  await migrate({ ...database, migrations, report: say });
  const db = await openDatabase({
    url: appUrl,
    onIdleError: (err) => {
      // PostgreSQL may hang up first when both are told to stop.
      if (!shutdown.signal.aborted) log.warn({ err }, 'database connection');
    },
  });
  shutdown.add('database connections', () => db.close());

  const service = await createService(standing, db);
  const asRetrace = (requestId: string) => contextFor(service, RETRACE, requestId);
  const isDemo = config.database.kind === 'embedded' && !config.production;
  const keysFile = isDemo ? await setUpFirstRun(asRetrace('first-run'), config.dataDir, say) : null;

  if (service.mail.sends) {
    const notices = await sendKept(asRetrace('mail-server'));
    if (notices > 0) log.info({ notices }, 'There is a mail server: what open recalls had kept is sent.');
  }
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
  const watching = startWatchingGaps(service, log);
  const answering = startAnsweringInquiries({ ...service, ...inquiriesAboutRecalls(service) }, log);
  watchProcess(db);
  watchNotifications(db);
  watchRecalls(service);
  const authenticate = createAuthenticate(service);
  const site = await createSite({
    ...config,
    schema: await createSchema(reportAlarms(log)),
    service,
    authenticate,
    log,
    landing: config.production ? null : landing(config, keysFile),
    pages: [
      auditCsvPage({ db, authenticate }),
      answerPages(service),
      ...(showsOutbox(config) ? [outboxPages(service, render)] : []),
    ],
  });
  http.serve(site);
  shutdown.add('requests and jobs', async () => {
    const inBackground = [runner, dispatcher, sealing, watching, answering];
    await Promise.all([http.close(), ...inBackground.map((one) => one.stop())]);
  });
  if (!config.production) say(welcome(http.url, keysFile));
  log.info({ url: http.url }, 'ready');
}

async function createService({ config, log, shutdown, database }: Standing, db: Database): Promise<Service> {
  const { companyName, publicUrl, smtpUrl, mailFrom } = config;
  const events = createEvents();
  if (config.database.kind === 'external') {
    if (!config.linkKey)
      log.warn(`LINK_KEY is not set: the key in ${config.dataDir} is used, which other processes lack.`);
    const shared = shareEvents(events, { url: database.appUrl, db, log });
    shutdown.add('events', () => shared.close());
  }
  const mail = smtpUrl ? smtpChannel({ url: smtpUrl, from: mailFrom, fromName: companyName }) : keptChannel();
  if (config.production && !mail.sends)
    log.warn('SMTP_URL is not set: notices are kept, and nobody is told of a recall.');
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
function showsOutbox({ production, smtpUrl }: Config): boolean {
  return !production && !smtpUrl;
}

/** What the landing page counts and leads to. */
function landing(config: Config, keysFile: string | null): Landing {
  const { companyName, publicUrl } = config;
  return {
    companyName,
    publicUrl,
    keysFile,
    counts: ['product', 'batch', 'unit', 'movement', 'customer', 'recall'].map((table) => ({
      label: table === 'batch' ? 'batches' : `${table}s`,
      sql: `select count(*) from ${table}`,
    })),
    links: showsOutbox(config) ? [{ path: '/outbox', label: 'mail that was not sent' }] : [],
  };
}

function welcome(url: string, keysFile: string | null): string {
  const running = `
Retrace is running.

  See what is there   ${url}
  GraphQL             ${url}/graphql
  Keys                ${keysFile ?? 'make one with: npm run key'}
`;
  return keysFile ? `${running}\nTry:\n\n${curlOf(EXAMPLES[0], url, keysFile)}\n` : running;
}
