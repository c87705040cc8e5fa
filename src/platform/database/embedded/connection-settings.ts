import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';

import type { DataDirectory } from './data-directory.js';
import { syncFolder } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { findPort } from './ports.js';

/** What it takes to connect. It is kept in `server.json`, which only Retrace's user can read. */
export interface ConnectionSettings {
  readonly port: number;
  readonly adminPassword: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

export const DATABASE = 'retrace';
export const OWNER = 'retrace_owner';
export const APP = 'retrace_app';
export const ADMIN = 'postgres';

export async function readConnectionSettings(directory: DataDirectory): Promise<ConnectionSettings | null> {
  const text = await readFile(directory.settings, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parse(text, directory.settings);
}

/** New passwords, written down before anything uses them. A server that knows others is made to take these. */
export async function makeConnectionSettings(directory: DataDirectory): Promise<ConnectionSettings> {
  const connection = {
    port: await findPort(),
    adminPassword: newPassword(),
    ownerPassword: newPassword(),
    appPassword: newPassword(),
  };
  await writeConnectionSettings(directory, connection);
  return connection;
}

export async function writeConnectionSettings(
  { settings, root }: DataDirectory,
  content: ConnectionSettings,
): Promise<void> {
  const unfinished = `${settings}.unfinished`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, settings);
  await syncFolder(root);
}

export interface DatabaseUrls {
  /** For migrations. */
  readonly ownerUrl: string;
  /** For the application. */
  readonly appUrl: string;
  /** The superuser's, for backups and for tests that make databases. */
  readonly adminUrl: string;
}

export function urlsOf({ port, ownerPassword, appPassword, adminPassword }: ConnectionSettings): DatabaseUrls {
  return {
    ownerUrl: urlOf(OWNER, ownerPassword, port, DATABASE),
    appUrl: urlOf(APP, appPassword, port, DATABASE),
    adminUrl: urlOf(ADMIN, adminPassword, port, 'postgres'),
  };
}

/** TLS is refused in the URL, or a PGSSLMODE in the environment would ask a server on loopback for a certificate. */
const urlOf = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;

const newPassword = () => randomBytes(24).toString('base64url');

function parse(text: string, file: string): ConnectionSettings {
  try {
    const { port, adminPassword, ownerPassword, appPassword } = JSON.parse(text) as Record<string, unknown>;
    if (isPort(port) && isPassword(adminPassword) && isPassword(ownerPassword) && isPassword(appPassword))
      return { port, adminPassword, ownerPassword, appPassword };
  } catch {
    // Not JSON: the same answer as for JSON that is not ours.
  }
  throw new EmbeddedServerError(`${file} is damaged. Delete it: Retrace then makes new passwords for the database.`);
}

const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
const isPassword = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{20,}$/.test(value);
