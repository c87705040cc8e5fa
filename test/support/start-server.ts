import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/database/embedded/index.js';

declare global {
  var retraceTestServer: EmbeddedServer | undefined;
}

/**
 * One PostgreSQL for the whole run, and in it a migrated template that each test file copies in a tenth of a second.
 * `TEST_DATABASE_URL`, a superuser's, runs the tests on another server.
 */
export default async function startServer(): Promise<void> {
  let adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) {
    const dataDir = await mkdtemp(join(tmpdir(), 'retrace-test-'));
    globalThis.retraceTestServer = await startEmbedded({ dataDir, report: () => undefined });
    adminUrl = globalThis.retraceTestServer.adminUrl;
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
      if not exists (select from pg_roles where rolname = 'retrace_test_app') then
        create role retrace_test_app login password 'retrace_test_app';
      end if;
    end $$
  `);
  await admin.query(`create database ${name} encoding 'UTF8' locale 'C' template template0`);
  await admin.end();

  await migrate({ ownerUrl: databaseUrl(adminUrl, name), appRole: 'retrace_test_app', migrations });
}

export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
