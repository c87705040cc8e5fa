import { randomUUID } from 'node:crypto';

import pg from 'pg';

import { type Database, openDatabase } from '../../src/platform/database/database.js';
import { APP_ROLE, databaseUrl } from './start-server.js';

export interface TestDatabase {
  /** Connected as the application's role, which may not change the ledger. */
  readonly db: Database;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}

/** A database of the test file's own, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: ownerUrl, drop } = await createDatabase(process.env['RETRACE_TEST_TEMPLATE'] ?? '');
  const app = new URL(ownerUrl);
  app.username = APP_ROLE;
  app.password = APP_ROLE;
  const db = await openDatabase({ url: app.href, poolSize: 6 });
  return { db, appUrl: app.href, ownerUrl, drop: () => db.close().then(drop) };
}

/** A database without any table, as a new installation has it. */
export function createEmptyDatabase() {
  return createDatabase('template0');
}

async function createDatabase(template: string) {
  const adminUrl = process.env['RETRACE_TEST_ADMIN_URL'] ?? '';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(adminUrl, `create database ${name} template ${template} encoding 'UTF8' locale 'C'`);
  // Nothing here outlives the run, so nothing waits for the disk.
  await onServer(adminUrl, `alter database ${name} set synchronous_commit = off`);
  return {
    url: databaseUrl(adminUrl, name),
    drop: () => onServer(adminUrl, `drop database ${name} with (force)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
