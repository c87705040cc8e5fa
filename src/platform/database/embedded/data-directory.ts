import { mkdir, open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

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
  const root = await realpath(path);
  return {
    root,
    cluster: join(root, 'postgres'),
    settings: join(root, 'server.json'),
    lock: join(root, 'retrace.lock'),
    log: join(root, 'postgres.log'),
  };
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

export const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
