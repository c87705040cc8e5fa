import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { migrations } from '../migrations/index.js';
import { createApiKey } from '../src/keys/index.js';
import { keptChannel } from '../src/notifications/index.js';
import { sealKnowledge } from '../src/movements/index.js';
import { registerSources } from '../src/parties/index.js';
import { RETRACE } from '../src/platform/access/actor.js';
import { type Context, contextFor } from '../src/platform/context.js';
import { type Database, openDatabase } from '../src/platform/database/database.js';
import { type EmbeddedServer, startEmbedded } from '../src/platform/database/embedded/index.js';
import { migrate } from '../src/platform/database/migrate.js';
import { createEvents } from '../src/platform/pubsub.js';
import { deriveSecrets } from '../src/platform/secrets.js';

export const SOURCE = 'bench-wms';
const PORT = 4_870;

/** A database of its own, a Retrace serving it as a process of its own, and what measurements need of both. */
export interface Stage {
  readonly db: Database;
  /** For what only the owner may do: baseline tables, checkpoints. */
  readonly admin: pg.Client;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly url: string;
  /** A folder whose files PostgreSQL may read. */
  readonly sharedDir: string;
  readonly keys: {
    readonly warehouse: string;
    readonly service: string;
    /** A second person of QUALITY. */
    readonly approver: string;
  };
  /** A context for filling the data set in this process. */
  context(): Context;
  /** Writes out what earlier work left behind, so that no measurement pays for another's. */
  settle(): Promise<void>;
  residentMegabytes(): Promise<number>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'retrace-bench-'));
  const server = await startEmbedded({ dataDir, report: () => undefined });
  try {
    return await setStage(server, dataDir);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function setStage(server: EmbeddedServer, dataDir: string): Promise<Stage> {
  await migrate({ ownerUrl: server.ownerUrl, appRole: new URL(server.appUrl).username, migrations });
  const db = await openDatabase({ url: server.appUrl });
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = new URL(server.appUrl).pathname;
  const admin = new pg.Client({ connectionString: adminUrl.href });
  // Ends with the server; what then fails says so itself.
  admin.on('error', () => undefined);
  await admin.connect();
  await admin.query('set statement_timeout = 0');

  const service = {
    db,
    now: () => new Date(),
    secrets: deriveSecrets('bench'),
    events: createEvents(),
    mail: keptChannel(),
    installation: { companyName: 'Bench', publicUrl: 'http://localhost' },
  };
  const context = () => contextFor(service, RETRACE, 'bench');
  await registerSources(context(), [{ code: SOURCE, name: 'Bench WMS' }]);
  const keys = {
    warehouse: await keyFor(context(), 'WAREHOUSE'),
    service: await keyFor(context(), 'QUALITY'),
    approver: await keyFor(context(), 'QUALITY'),
  };
  const child = startService({ appUrl: server.appUrl, ownerUrl: server.ownerUrl, dataDir: join(dataDir, 'service') });
  const url = `http://127.0.0.1:${PORT}`;
  await ready(url, child);
  // The server may run as another user than this process.
  const sharedDir = join(dataDir, 'shared');
  await mkdir(sharedDir);
  await chmod(dataDir, 0o711);

  return {
    db,
    admin,
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    url,
    sharedDir,
    keys,
    context,
    async settle() {
      await sealKnowledge(db, new Date());
      // What was filled in has no gaps worth looking for; what a measurement records is looked at as it comes.
      await admin.query('update gap_watch set position = (select position from knowledge_seal)');
      await admin.query('vacuum analyze');
      await admin.query('checkpoint');
    },
    async residentMegabytes() {
      const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8').catch(() => '');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024);
    },
    async close() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await db.close();
      await admin.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function keyFor(context: Context, role: 'WAREHOUSE' | 'QUALITY'): Promise<string> {
  const answer = await createApiKey(context, { name: `bench ${role}`, role });
  if (answer.outcome !== 'ApiKeyCreated') throw new Error(answer.message);
  return answer.token;
}

function startService({
  appUrl,
  ownerUrl,
  dataDir,
}: {
  appUrl: string;
  ownerUrl: string;
  dataDir: string;
}): ChildProcess {
  return spawn(process.execPath, [createRequire(import.meta.url).resolve('#retrace')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(PORT),
      DATABASE_URL: appUrl,
      MIGRATION_DATABASE_URL: ownerUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`Retrace ended with ${child.exitCode} before it was ready.`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('Retrace was not ready within 30 seconds.');
}
