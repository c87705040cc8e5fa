import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { migrations } from '../migrations/index.js';
import { databaseContract } from '../src/platform/database/contract/database-contract.js';
import { type Database, openDatabase } from '../src/platform/database/database.js';
import { migrate } from '../src/platform/database/migrate.js';
import { createEmptyDatabase } from './support/database.js';
import { APP_ROLE } from './support/start-server.js';

let ownerUrl: string;
let db: Database;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url: ownerUrl, drop } = await createEmptyDatabase());
  db = await openDatabase({ url: ownerUrl });
});

afterEach(async () => {
  await db.close();
  await drop();
});

test('migrations stand in the order of their times', () => {
  const times = migrations.map(({ name }) => Number(/\d+$/.exec(name)?.[0]));

  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
});

test('each start migrates, and the second finds nothing to do', async () => {
  const first: string[] = [];
  const second: string[] = [];

  await migrate({ ownerUrl, appRole: APP_ROLE, migrations, report: (message) => first.push(message) });
  await migrate({ ownerUrl, appRole: APP_ROLE, migrations, report: (message) => second.push(message) });

  expect(first).toHaveLength(migrations.length);
  expect(second).toEqual([]);
});

test('the application reads which migrations were done, and cannot write them', async () => {
  await migrate({ ownerUrl, appRole: APP_ROLE, migrations });

  const rights = await db.rows(
    'rights_on_migrations',
    `
    select right_to.name from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as right_to (name)
    where has_table_privilege($1, 'migrations', right_to.name)
    `,
    [APP_ROLE],
  );

  expect(rights).toEqual([{ name: 'select' }]);
});

test('of two that start at once, one migrates and the other waits', async () => {
  const messages: string[] = [];
  const start = () => migrate({ ownerUrl, appRole: APP_ROLE, migrations, report: (message) => messages.push(message) });

  await Promise.all([start(), start()]);

  expect(messages).toHaveLength(migrations.length);
});

test('each migration can be taken back, and done again', async () => {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations, migrationsTransactionMode: 'each' });
  await source.initialize();
  await source.runMigrations();
  const contract = await databaseContract(db);

  for (const { name } of [...migrations].reverse()) {
    expect(await newestMigration()).toBe(name);
    await source.undoLastMigration();
  }
  expect(await databaseContract(db)).toBe('-- Made by: npm run schema\n');
  await source.runMigrations();

  expect(await databaseContract(db)).toBe(contract);
  await source.destroy();
});

async function newestMigration(): Promise<string | undefined> {
  const [newest] = await db.rows<{ name: string }>(
    'newest_migration',
    'select migrations.name from migrations order by migrations.id desc limit 1',
  );
  return newest?.name;
}
