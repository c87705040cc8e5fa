import { setTimeout as wait } from 'node:timers/promises';

import { reasonOf } from './data-directory.js';
import type { Postmaster } from './postmaster.js';
import { spawnPostmaster, stopPostmaster, untilReady } from './postmaster.js';
import type { Server } from './server.js';
import { rotateLog } from './server-log.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const LOG_CHECK_MS = 60_000;

export interface Supervision {
  /** When the server has been stopped. One that dies is started again, however often. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Keeps a server running, on the same port and with the same passwords, until it is told to stop. */
export function supervise(server: Server, first: Postmaster): Supervision {
  const { directory, report } = server;
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let postmaster = first;

  const logCheck = setInterval(() => void rotateLog(directory.log).catch(reportFailure), LOG_CHECK_MS).unref();
  const exited = keepRunning().finally(() => {
    clearInterval(logCheck);
  });
  return { exited, stop };

  async function stop(): Promise<void> {
    stopping.abort();
    await stopPostmaster(postmaster, directory);
    await exited;
  }

  async function keepRunning(): Promise<void> {
    await postmaster.ended;
    while (!isStopping()) {
      report('PostgreSQL has ended unexpectedly; starting it again.');
      await restart();
      await postmaster.ended;
    }
  }

  /** Tries until it works: the disk may have to be freed first, and nobody else will start the server again. */
  async function restart(): Promise<void> {
    let lastReason = '';
    for (let pause = FIRST_PAUSE_MS; !isStopping(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await start();
        return;
      } catch (error) {
        if (reasonOf(error) !== lastReason && !isStopping()) reportFailure(error);
        lastReason = reasonOf(error);
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  async function start(): Promise<void> {
    postmaster = await spawnPostmaster(server);
    // Whoever stopped while this one was being spawned knew only the one before it.
    if (isStopping()) await stopPostmaster(postmaster, directory);
    await untilReady(postmaster, server);
    report('PostgreSQL is running again.');
  }

  function reportFailure(error: unknown): void {
    report(reasonOf(error));
  }
}
