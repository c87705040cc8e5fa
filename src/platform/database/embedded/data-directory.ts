import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { EmbeddedServerError } from './embedded-server-error.js';

/** Where everything lies. Only `cluster` belongs to PostgreSQL; the rest is Retrace's. */
export interface DataDirectory {
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** A cluster in the making, renamed to `cluster` once it is whole. */
  readonly unfinishedCluster: string;
  readonly settings: string;
  readonly lock: string;
  readonly log: string;
}

export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const root = await makeRoot(path);
  return {
    root,
    cluster: join(root, 'postgres'),
    unfinishedCluster: join(root, 'postgres.unfinished'),
    settings: join(root, 'server.json'),
    lock: join(root, 'retrace.lock'),
    log: join(root, 'postgres.log'),
  };
}

/** Others may pass through (PostgreSQL may run as another user) but not look around. */
async function makeRoot(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    return await realpath(path);
  } catch (cause) {
    throw new EmbeddedServerError(`The data directory ${path} cannot be made: ${reasonOf(cause)}.`, { cause });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
