import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import type { DataDirectory } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { beginningOf } from './processes.js';

/** Long enough for a rival that found the same dead owner to have made its own lock. */
const RIVAL_MS = 100;

/**
 * Makes this process the only Retrace on a data directory, and answers how to give it up.
 *
 * The lock names a process by its pid and its beginning, so what a killed Retrace left behind does not lock anyone out.
 * Two that take over from the same dead owner at the same instant could both delete its lock; so whoever took over looks
 * again, and the one whose lock was replaced steps back.
 */
export async function lockDataDirectory({ lock, root }: DataDirectory): Promise<() => Promise<void>> {
  const mine = await identityOf(process.pid);
  const tookOver = !(await create(lock, mine)) && (await takeOver(lock, mine, root));
  if (tookOver) await wait(RIVAL_MS);

  const owner = await readOwner(lock);
  if (owner !== mine) throw usedBy(owner, root);
  return async () => {
    if ((await readOwner(lock)) === mine) await rm(lock, { force: true });
  };
}

async function takeOver(lock: string, mine: string, root: string): Promise<true> {
  const owner = await readOwner(lock);
  if (await isAlive(owner)) throw usedBy(owner, root);
  if ((await readOwner(lock)) === owner) await rm(lock, { force: true });
  if (!(await create(lock, mine))) throw usedBy(await readOwner(lock), root);
  return true;
}

async function create(lock: string, owner: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, owner, { mode: 0o600 });
  try {
    // A link appears with its content. A file written in place is empty for an instant, and an empty lock names nobody.
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const identityOf = async (pid: number) => `${pid} ${await beginningOf(pid)}`;

async function isAlive(owner: string): Promise<boolean> {
  const pid = Number.parseInt(owner, 10);
  return pid > 0 && (await identityOf(pid)) === owner;
}

const readOwner = (lock: string) => readFile(lock, 'utf8').catch(() => '');

const usedBy = (owner: string, root: string) =>
  new EmbeddedServerError(
    `Another Retrace (pid ${owner.split(' ')[0] ?? 'unknown'}) uses the data directory ${root}. Stop it, or choose another with DATA_DIR.`,
  );
