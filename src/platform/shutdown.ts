import { setTimeout as sleep } from 'node:timers/promises';

import type { Log } from './log.js';

/** For one thing to close; requests have 20 seconds of their own. What hangs must not keep the rest from being closed. */
const LONGEST_STEP_MS = 21_000;
/** For everything. */
const LONGEST_MS = 25_000;

export interface Shutdown {
  /** Told when the process is to end. */
  readonly signal: AbortSignal;
  /** What was opened last is closed first. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Closes everything and ends the process, whatever happens on the way. */
  end(exitCode: number): Promise<never>;
}

/**
 * Ends this process in order: on SIGTERM and SIGINT, and on an error that nobody caught, after which nothing it holds can be
 * trusted. A second signal ends it at once.
 */
export function createShutdown(log: Log): Shutdown {
  const ending = new AbortController();
  const opened: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  let ended: Promise<never> | null = null;

  async function closeAll(exitCode: number): Promise<never> {
    ending.abort();
    setTimeout(() => {
      log.error('stopping took too long');
      exit(1);
    }, LONGEST_MS);
    let code = exitCode;
    for (const { name, close } of opened.reverse()) {
      try {
        await inTime(close());
      } catch (err) {
        log.error({ err }, `could not stop ${name}`);
        code = 1;
      }
    }
    return exit(code);
  }

  async function inTime(closing: Promise<void> | void): Promise<void> {
    const patience = sleep(LONGEST_STEP_MS, undefined, { ref: false }).then(() => {
      throw new Error('It took too long.');
    });
    await Promise.race([closing, patience]);
  }

  function exit(code: number): never {
    log.flush();
    return process.exit(code);
  }

  const shutdown: Shutdown = {
    signal: ending.signal,
    add: (name, close) => opened.push({ name, close }),
    end: (exitCode) => (ended ??= closeAll(exitCode)),
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ended) exit(1);
      log.info({ signal }, 'stopping');
      void shutdown.end(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, event);
      void shutdown.end(1);
    });
  }
  return shutdown;
}
