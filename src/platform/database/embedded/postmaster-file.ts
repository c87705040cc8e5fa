import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into `postmaster.pid`, one item a line (PostgreSQL, src/include/utils/pidfile.h). */
export interface PostmasterFile {
  readonly pid: number;
  readonly status: (typeof STATUSES)[number] | undefined;
}

const STATUSES = ['starting', 'ready', 'stopping'] as const;

export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readFile(fileOf(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, status: STATUSES.find((status) => status === lines[7]) } : null;
}

/**
 * Makes a left-over file harmless when its pid now belongs to some other process, which would keep the server from starting.
 * Our own pid in its place does not: a server ignores its parent's. The file must stay, since its shared memory key lets
 * the server notice backends of its predecessor that are still at work.
 */
export async function disownPostmasterFile(cluster: string): Promise<void> {
  const text = await readFile(fileOf(cluster), 'utf8').catch(() => '');
  if (text) await writeFile(fileOf(cluster), text.replace(/^[^\n]*/, String(process.pid)));
}

/** The command line of the server that last started on the cluster, in the server's own quoting. */
export const readPostmasterOptions = (cluster: string) =>
  readFile(join(cluster, 'postmaster.opts'), 'utf8').then(
    (text) => text.trim(),
    () => '',
  );

const fileOf = (cluster: string) => join(cluster, 'postmaster.pid');
