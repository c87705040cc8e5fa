import { runMigrations as runWorkerMigrations } from 'graphile-worker';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/** Written once and never changed: the application's role may insert into these and read them, no more. */
const APPEND_ONLY = ['movement', 'genealogy_entry', 'correction', 'audit_entry', 'capture', 'knowledge'];
/** What was done to the database is written by who does it, the owner. */
const READ_ONLY = ['migrations'];

// One installation migrates one database at a time; a second start waits for the first.
const MIGRATION_LOCK = 7_265_747_261;

export interface MigrateOptions {
  readonly ownerUrl: string;
  /** The role that the application connects as. Null: the owner itself, and the ledger is then not protected from it. */
  readonly appRole: string | null;
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly report?: (message: string) => void;
}

/** Brings the database to the present schema and gives the application's role what it needs. Safe to run again. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const lock = new pg.Client({ connectionString: options.ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runTypeOrmMigrations(options);
    await runWorkerMigrations({ connectionString: options.ownerUrl });
    if (options.appRole) await grant(lock, options.appRole);
  } finally {
    await lock.end();
  }
}

async function runTypeOrmMigrations({ ownerUrl, migrations, report }: MigrateOptions): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    const ran = await source.runMigrations();
    for (const { name } of ran) report?.(`migrated ${name}`);
  } finally {
    await source.destroy();
  }
}

async function grant(client: pg.Client, appRole: string): Promise<void> {
  const role = pg.escapeIdentifier(appRole);
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  for (const { name } of rows) {
    const table = pg.escapeIdentifier(name);
    await client.query(`revoke all on ${table} from ${role}; grant ${rightsOn(name)} on ${table} to ${role}`);
  }
  await client.query(`
    grant usage on schema public, graphile_worker to ${role};
    grant usage on all sequences in schema public, graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role};
  `);
  await openWorkerTables(client, appRole);
}

function rightsOn(table: string): string {
  if (READ_ONLY.includes(table)) return 'select';
  return APPEND_ONLY.includes(table) ? 'select, insert' : 'select, insert, update, delete';
}

/** graphile-worker guards its rows from everyone but their owner, and the application, which runs the jobs, is not that. */
async function openWorkerTables(client: pg.Client, appRole: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `
    select pg_class.oid::regclass::text as name
    from pg_class
    where pg_class.relnamespace = 'graphile_worker'::regnamespace and pg_class.relrowsecurity and not exists (
      select from pg_policies
      where pg_policies.schemaname = 'graphile_worker' and pg_policies.tablename = pg_class.relname
        and $1::name = any (pg_policies.roles)
    )
    `,
    [appRole],
  );
  const role = pg.escapeIdentifier(appRole);
  for (const { name } of rows) await client.query(`create policy ${role} on ${name} to ${role} using (true)`);
}
