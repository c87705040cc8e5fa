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
  /** When the server has been stopped. A server that dies is started again, however often. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Keeps a server running, on the same port and with the same passwords, until it is told to stop. */
export function supervise(server: Server, first: Postmaster): Supervision {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let current = first;

  const exited = keepRunning();
  return { exited, stop };

  async function keepRunning(): Promise<void> {
    const logCheck = setInterval(() => void rotateLog(server.directory.log).catch(server.report), LOG_CHECK_MS).unref();
    await current.ended;
    while (!isStopping()) {
      server.report('PostgreSQL has ended unexpectedly; starting it again.');
      await restart();
      await current.ended;
    }
    clearInterval(logCheck);
  }

  async function restart(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !isStopping(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        current = await spawnPostmaster(server);
        await untilReady(current, server);
        server.report('PostgreSQL is running again.');
        return;
      } catch (error) {
        if (isStopping()) return;
        server.report(reasonOf(error));
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await stopPostmaster(current, server);
    await exited;
  }
}
