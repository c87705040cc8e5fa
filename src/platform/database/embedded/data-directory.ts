import { mkdir, open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { EmbeddedServerError } from './embedded-server-error.js';

/** What folders are called in which something is made that is not whole yet. */
export const UNFINISHED = 'unfinished-';

/** Where everything lies. Only `cluster` belongs to PostgreSQL; the rest is Retrace's. */
export interface DataDirectory {
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly settings: string;
  readonly lock: string;
  readonly log: string;
}

export async function openDataDirectory(path: string): Promise<DataDirectory> {
  // Others may pass through, since PostgreSQL may run as another user, but not look around.
  await mkdir(path, { recursive: true, mode: 0o711 });
  return directoryAt(await realpath(path));
}

/** The data directory of a Retrace that has run before. */
export async function findDataDirectory(path: string): Promise<DataDirectory> {
  const root = await realpath(path).catch(() => path);
  const directory = directoryAt(root);
  if (!(await exists(directory.cluster))) throw new EmbeddedServerError(`There is no database in ${path}.`);
  return directory;
}

function directoryAt(root: string): DataDirectory {
  return {
    root,
    cluster: join(root, 'postgres'),
    settings: join(root, 'server.json'),
    lock: join(root, 'retrace.lock'),
    log: join(root, 'postgres.log'),
  };
}

/** What of the data directory is the server's or about it. Everything else is Retrace's own, as its keys are. */
export function isServerFile({ root, ...paths }: DataDirectory, name: string): boolean {
  return name.startsWith(UNFINISHED) || Object.values(paths).some((path) => join(root, name).startsWith(path));
}

/** Makes renames in a folder last through a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export const reasonOf = (cause: unknown) => (cause as Partial<Error> | undefined)?.message ?? String(cause);
