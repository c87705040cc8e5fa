import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { EmbeddedServerError } from './embedded-server-error.js';
import { explain } from './explain-failure.js';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import { beginningOf, commandLineOf, processesIn, signal } from './processes.js';
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
const PATIENCE_MS = 5_000;
const FAST_MS = 10_000;
const IMMEDIATE_MS = 3_000;

/** Starts a postmaster. It may still be recovering: `untilReady` waits for it. */
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
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => {
        resolve(child.pid ?? 0);
      });
    });
    return { pid, ended, logStart };
  } finally {
    await log.close();
  }
}

/** The postmaster that a killed Retrace left behind, if there is one. */
export async function findOrphan({ directory }: Server): Promise<Postmaster | null> {
  const pid = (await readPostmasterFile(directory.cluster))?.pid;
  if (pid === undefined || !(await isPostmasterOf(directory.cluster, pid))) return null;
  return { pid, ended: endOf(pid), logStart: await sizeOf(directory.log) };
}

/** As long as it takes: after a crash the server first replays its log, and stopping it would only make it start over. */
export async function untilReady({ pid, ended, logStart }: Postmaster, { directory, report }: Server): Promise<void> {
  const hasEnded = ended.then(() => true);
  let nextReport = Date.now() + PATIENCE_MS;
  for (;;) {
    const file = await readPostmasterFile(directory.cluster);
    if (file?.pid === pid && file.ready) return;
    if (await Promise.race([hasEnded, wait(POLL_MS, false)]))
      throw new EmbeddedServerError(explain('PostgreSQL did not start', await readLogSince(directory.log, logStart)));
    if (Date.now() < nextReport) continue;
    report('PostgreSQL is still recovering; this can take a while after a crash.');
    nextReport = Date.now() + PATIENCE_MS;
  }
}

/** Asks politely, then firmly. A server that is not given the time for a checkpoint recovers when it starts again. */
export async function stopPostmaster(postmaster: Postmaster, { directory }: Server): Promise<void> {
  for (const [name, milliseconds] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
  ] as const) {
    signal(postmaster.pid, name);
    if (await endsWithin(postmaster, milliseconds)) return;
  }
  signal(postmaster.pid, 'SIGKILL');
  await postmaster.ended;
  await clearRemains(directory.cluster);
}

async function endsWithin({ ended }: Postmaster, milliseconds: number): Promise<boolean> {
  const patience = new AbortController();
  try {
    return await Promise.race([ended.then(() => true), wait(milliseconds, false, { signal: patience.signal })]);
  } finally {
    patience.abort();
  }
}

/** Ends what a killed postmaster left at work, and frees its lock file from a pid that is another process by now. */
async function clearRemains(cluster: string): Promise<void> {
  for (const pid of await processesIn(cluster))
    if ((await commandLineOf(pid)).startsWith('postgres: ')) signal(pid, 'SIGKILL');
  await disownPostmasterFile(cluster);
}

const isPostmasterOf = async (cluster: string, pid: number) => (await commandLineOf(pid)).includes(` -D ${cluster} `);

/** For a process that is not our child, the system tells no one when it ends. */
async function endOf(pid: number): Promise<void> {
  const beginning = await beginningOf(pid);
  while (beginning !== null && (await beginningOf(pid)) === beginning) await wait(200);
}
