import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { findBackends, isPostmasterOf } from './cluster-processes.js';
import type { DataDirectory } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { explain } from './explain-failure.js';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import { beginningOf, signal } from './processes.js';
import type { Server } from './server.js';
import { argumentsOf } from './server.js';
import { readLogSince, sizeOf } from './server-log.js';

/** PostgreSQL's main process. All others are its children. */
export interface Postmaster {
  readonly pid: number;
  /** When it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** How long the log was before it. */
  readonly logStart: number;
}

const POLL_MS = 30;
const ORPHAN_POLL_MS = 200;
const PATIENCE_MS = 5_000;
const FAST_MS = 10_000;
const IMMEDIATE_MS = 3_000;

/** Starts a postmaster on a cluster that has none. It may have to recover first: `untilReady` waits for it. */
export async function spawnPostmaster(server: Server): Promise<Postmaster> {
  const { account, binaries, directory } = server;
  await clearRemains(directory.cluster);
  const logStart = await sizeOf(directory.log);
  const log = await open(directory.log, 'a', 0o600);
  try {
    const { file, args, options } = account.command(binaries.postgres, argumentsOf(server));
    // Detached, or Ctrl-C in the terminal would stop the database before Retrace has finished with it.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log.fd, log.fd] });
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    await once(child, 'spawn');
    return { pid: Number(child.pid), ended, logStart };
  } finally {
    await log.close();
  }
}

/** The postmaster that a killed Retrace left behind, if there is one. */
export async function findOrphan(directory: DataDirectory): Promise<Postmaster | null> {
  const pid = (await readPostmasterFile(directory.cluster))?.pid;
  if (pid === undefined || !(await isPostmasterOf(directory.cluster, pid))) return null;
  return { pid, ended: endOf(pid), logStart: await sizeOf(directory.log) };
}

export async function untilReady(postmaster: Postmaster, server: Server): Promise<void> {
  if (await becomesReady(postmaster, server)) return;
  await postmaster.ended;
  const { log } = server.directory;
  throw new EmbeddedServerError(explain('PostgreSQL did not start', await readLogSince(log, postmaster.logStart)));
}

/**
 * Waits as long as it takes: after a crash the server replays its log, and stopping it would only make it start over.
 * Answers false when the postmaster ends or is about to.
 */
export async function becomesReady({ pid, ended }: Postmaster, { directory, report }: Server): Promise<boolean> {
  const hasEnded = ended.then(() => true);
  let nextReport = Date.now() + PATIENCE_MS;
  for (;;) {
    const file = await readPostmasterFile(directory.cluster);
    if (file?.pid === pid && file.status === 'ready') return true;
    if (file?.pid === pid && file.status === 'stopping') return false;
    if (await Promise.race([hasEnded, wait(POLL_MS, false)])) return false;
    if (Date.now() < nextReport) continue;
    report('PostgreSQL is still recovering; this can take a while after a crash.');
    nextReport = Date.now() + PATIENCE_MS;
  }
}

/** Asks politely, then firmly. A server that is not given the time for a checkpoint recovers when it starts again. */
export async function stopPostmaster(postmaster: Postmaster, { cluster }: DataDirectory): Promise<void> {
  for (const [name, milliseconds] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
  ] as const) {
    if (await endsWithin(postmaster, 0)) return;
    signal(postmaster.pid, name);
    if (await endsWithin(postmaster, milliseconds)) return;
  }
  signal(postmaster.pid, 'SIGKILL');
  await postmaster.ended;
  await clearRemains(cluster);
}

async function endsWithin({ ended }: Postmaster, milliseconds: number): Promise<boolean> {
  const patience = new AbortController();
  const enough = wait(milliseconds, false, { signal: patience.signal }).catch(() => false);
  try {
    return await Promise.race([ended.then(() => true), enough]);
  } finally {
    patience.abort();
  }
}

/** Ends what a killed postmaster left at work, and frees its lock file from a pid that is another process by now. */
async function clearRemains(cluster: string): Promise<void> {
  for (const pid of await findBackends(cluster)) signal(pid, 'SIGKILL');
  await disownPostmasterFile(cluster);
}

/** For a process that is not our child, the system tells no one when it ends. */
async function endOf(pid: number): Promise<void> {
  const beginning = await beginningOf(pid);
  while (beginning !== null && (await beginningOf(pid)) === beginning) await wait(ORPHAN_POLL_MS);
}
