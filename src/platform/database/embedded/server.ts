import { realpath } from 'node:fs/promises';

import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import type { ConnectionSettings } from './connection-settings.js';
import type { DataDirectory } from './data-directory.js';
import { serverSettings } from './server-settings.js';

/** Tells the person who started Retrace what is going on. */
export type Report = (message: string) => void;

/** All it takes to start PostgreSQL on a cluster. */
export interface Server {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly directory: DataDirectory;
  readonly connection: ConnectionSettings;
  readonly report: Report;
  /** Work for the time that the server takes to start. Nobody is connected to it before both are done. */
  readonly meanwhile: () => Promise<unknown>;
}

export function argumentsOf({ directory, connection }: Server): string[] {
  const settings = Object.entries(serverSettings(directory.cluster, connection.port));
  return ['-D', directory.cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The command line as a running server notes it in `postmaster.opts`. */
export async function notedCommandOf(server: Server): Promise<string> {
  const program = await realpath(server.binaries.postgres);
  return [program, ...argumentsOf(server).map((argument) => `"${argument}"`)].join(' ');
}
