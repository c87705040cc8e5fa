import { setTimeout as sleep } from 'node:timers/promises';

import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';

import type { Context } from '../context.js';
import type { Log } from '../log.js';
import type { Job } from './job.js';

/**
 * # Background work
 *
 * Jobs wait in the database, in graphile-worker's tables. A *runner* in each Retrace claims them, one Retrace each, hears of
 * new ones at once, and looks every second for those it did not hear of. A failed job is tried again, ever later, for about
 * three days. A runner that the database hung up on is replaced by another.
 */
export interface JobRunner {
  /** Waits for what is running, and claims no more. */
  readonly stop: () => Promise<void>;
}

export interface JobRunnerOptions {
  readonly databaseUrl: string;
  readonly jobs: readonly Job<never>[];
  /** What one run may use; it acts as Retrace itself. */
  readonly createContext: (requestId: string) => Context;
  readonly log: Log;
}

const AT_ONCE = 2;
// Besides those that run: one connection that listens, one for the calendar.
const CONNECTIONS = AT_ONCE + 2;
const POLL_MS = 1_000;
const RESTART_MS = 2_000;

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;

export function startJobs(options: JobRunnerOptions): JobRunner {
  const stopping = new AbortController();
  const stopped = keepRunning(options, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return stopped;
    },
  };
}

async function keepRunning(options: JobRunnerOptions, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const pool = openPool(options);
    try {
      const runner = await startRunner(options, pool);
      await untilOver(runner, stopping);
    } catch (error) {
      options.log.error({ err: error }, 'background jobs stopped, and will start again');
    } finally {
      await pool.end();
    }
    // Rejects when told to stop, which ends the pause and the loop.
    await sleep(RESTART_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/**
 * A pool of our own: graphile-worker stops listening to its pool when it ends, and a connection that breaks then would end
 * the process.
 */
function openPool({ databaseUrl, log }: JobRunnerOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const report = (err: Error) => {
    log.debug({ err }, 'connection of background jobs');
  };
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

async function untilOver(runner: Runner, stopping: AbortSignal): Promise<void> {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    // Refused when the runner is ending by itself, which is as good.
    stopped = runner.stop().catch(() => undefined);
  };
  stopping.addEventListener('abort', stop);
  if (stopping.aborted) stop();
  await runner.promise;
  await stopped;
  stopping.removeEventListener('abort', stop);
}

function startRunner({ jobs, createContext, log }: JobRunnerOptions, pgPool: pg.Pool): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.name, (payload, { job: { id } }) => job.run(createContext(`job-${id}`), payload as never)]),
  );
  const calendar = jobs.flatMap(({ name, cron }) => (cron ? [{ task: name, match: cron, identifier: name }] : []));
  return run({
    pgPool,
    concurrency: AT_ONCE,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    // Without a delay, however short, stopping does not wait until the end of a job is written down.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems: parseCronItems(calendar),
    logger: new Logger(() => (level, message) => {
      log[LEVELS[level]]({ from: 'jobs' }, message);
    }),
  });
}
