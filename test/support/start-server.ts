import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/database/embedded/index.js';

declare global {
  var retraceTestServer: { readonly server: EmbeddedServer; readonly dataDir: string } | undefined;
}

/** The application's role, and its password. */
export const APP_ROLE = 'retrace_test_app';

/**
 * One PostgreSQL for the whole run, and in it a migrated template that each test file copies in a tenth of a second.
 * `TEST_DATABASE_URL`, a superuser's, runs the tests on another server.
 */
export default async function startServer(): Promise<void> {
  let adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) {
    const dataDir = await mkdtemp(join(tmpdir(), 'retrace-test-'));
    const server = await startEmbedded({ dataDir });
    globalThis.retraceTestServer = { server, dataDir };
    adminUrl = server.adminUrl;
  }
  process.env['RETRACE_TEST_ADMIN_URL'] = adminUrl;
  process.env['RETRACE_TEST_TEMPLATE'] = `template_${process.pid}`;
  await createTemplate(adminUrl, process.env['RETRACE_TEST_TEMPLATE']);
}

async function createTemplate(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} login password '${APP_ROLE}';
      end if;
    end $$
  `);
  await admin.query(`create database ${name} encoding 'UTF8' locale 'C' template template0`);
  await admin.end();

  await migrate({ ownerUrl: databaseUrl(adminUrl, name), appRole: APP_ROLE, migrations });
}

export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
