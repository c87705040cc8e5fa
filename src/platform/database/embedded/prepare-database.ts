import pg from 'pg';

import type { ConnectionSettings } from './connection-settings.js';
import { APP, DATABASE, OWNER, urlsOf } from './connection-settings.js';

const CONNECT_MS = 5_000;
const WRONG_PASSWORD = '28P01';

/** The application gives up rather than wait forever (R13). Migrations, by the owner, may take their time. */
const APP_TIMEOUTS = { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' };

/** Whether the server takes the administrator's password. An error is any other reason not to get in. */
export async function knowsPassword(connection: ConnectionSettings): Promise<boolean> {
  try {
    await asAdmin(urlsOf(connection).adminUrl, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD) return false;
    throw error;
  }
}

/** Makes what is missing and sets what differs, so that a first start that was interrupted is completed by the next. */
export async function prepareDatabase(connection: ConnectionSettings): Promise<void> {
  await asAdmin(urlsOf(connection).adminUrl, async (client) => {
    await setRole(client, OWNER, connection.ownerPassword);
    await setRole(client, APP, connection.appPassword);
    for (const [name, value] of Object.entries(APP_TIMEOUTS))
      await client.query(`alter role ${APP} set ${name} = '${value}'`);

    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE} owner ${OWNER}`);
    await client.query(`revoke all on database ${DATABASE} from public`);
    await client.query(`grant connect on database ${DATABASE} to ${APP}`);
  });
}

async function setRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (!rowCount) await client.query(`create role ${role}`);
  await client.query(`alter role ${role} login password ${client.escapeLiteral(password)}`);
}

export async function asAdmin<Answer>(adminUrl: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks also fails its query; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
