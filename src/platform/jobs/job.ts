import type { Context } from '../context.js';
import type { Transaction } from '../database/database.js';

/**
 * A named piece of work, done soon but not now, by whichever Retrace is free. It may run more than once, and again after a
 * failure, so `run` must be safe to repeat.
 */
export interface Job<Payload = undefined> {
  readonly name: string;
  /** Also runs at these times, in UTC, as crontab writes them; then there is no payload. */
  readonly cron?: string;
  readonly run: (context: Context, payload: Payload) => Promise<void>;
}

export interface EnqueueOptions {
  /** Not before this time. */
  readonly runAt?: Date;
  /** Replaces a job of the same key that still waits, so that many reasons make one run. */
  readonly key?: string;
}

/** Joins the caller's transaction: the job exists if and only if the change that asked for it was committed. */
export async function enqueue<Payload>(
  tx: Transaction,
  job: Job<Payload>,
  payload: Payload,
  { runAt, key }: EnqueueOptions = {},
): Promise<void> {
  await tx.rows(
    'enqueue_job',
    `
    select from graphile_worker.add_job(identifier => $1, payload => $2::json, run_at => $3::timestamptz, job_key => $4)
    `,
    [job.name, JSON.stringify(payload ?? {}), runAt ?? null, key ?? null],
  );
}
