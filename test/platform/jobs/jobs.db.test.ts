import { afterEach, expect, test } from '@jest/globals';
import pino from 'pino';

import { enqueue, type Job } from '../../../src/platform/jobs/job.js';
import { type JobRunner, startJobs } from '../../../src/platform/jobs/start-jobs.js';
import { setUpWorld } from '../../support/world.js';

const world = setUpWorld();

let runner: JobRunner | undefined;

afterEach(async () => {
  await runner?.stop();
});

test('a job runs with what it was given, as Retrace itself', async () => {
  const { job, ran } = aJob<{ recallId: string }>();
  start(job);

  await world.db.transaction((tx) => enqueue(tx, job, { recallId: '4711' }));

  const { context, payload } = await ran;
  expect(payload).toEqual({ recallId: '4711' });
  expect(context.actor.id).toBe(world.retrace().actor.id);
});

test('what was asked for by a change that was not made does not run', async () => {
  const { job: undone } = aJob('undone');
  const { job: done, ran } = aJob('done');
  const names: string[] = [];
  start(undone, { ...done, run: (context, payload) => (names.push('done'), done.run(context, payload)) });

  await expect(
    world.db.transaction(async (tx) => {
      await enqueue(tx, undone, undefined);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await world.db.transaction((tx) => enqueue(tx, done, undefined));
  await ran;

  expect(await waiting()).not.toContain('undone');
  expect(names).toEqual(['done']);
});

test('of jobs with one key, the last one counts', async () => {
  const { job } = aJob<number>('counted');

  await world.db.transaction(async (tx) => {
    await enqueue(tx, job, 1, { key: 'the count' });
    await enqueue(tx, job, 2, { key: 'the count' });
  });

  expect((await waiting()).filter((name) => name === 'counted')).toEqual(['counted']);
});

test('a job that is due later waits', async () => {
  const { job: later } = aJob('later');
  const { job: now, ran } = aJob('now');
  start(later, now);

  await world.db.transaction(async (tx) => {
    await enqueue(tx, later, undefined, { runAt: new Date(Date.now() + 3_600_000) });
    await enqueue(tx, now, undefined);
  });
  await ran;

  expect(await waiting()).toContain('later');
});

test('a job that failed is kept, to be tried again', async () => {
  const { job: failing, ran: failed } = aJob('failing', () => Promise.reject(new Error('the partner is down')));
  start(failing);

  await world.db.transaction((tx) => enqueue(tx, failing, undefined));
  await failed;
  await runner?.stop();

  expect(await waiting()).toContain('failing');
});

test('stopping waits for the job that runs', async () => {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { job, ran: started } = aJob('slow', () => finished);
  start(job);
  await world.db.transaction((tx) => enqueue(tx, job, undefined));
  await started;

  const stopped = runner?.stop();
  finish();
  await stopped;

  expect(await waiting()).not.toContain('slow');
});

test('jobs go on after the database hung up on all of them', async () => {
  const { job: before, ran: ranBefore } = aJob('before');
  const { job: after, ran: ranAfter } = aJob('after');
  start(before, after);
  await world.db.transaction((tx) => enqueue(tx, before, undefined));
  await ranBefore;

  await world.db.rows(
    'hang_up',
    `
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'retrace'
    `,
  );
  await world.db.transaction((tx) => enqueue(tx, after, undefined));

  await ranAfter;
});

interface Ran<Payload> {
  readonly context: Parameters<Job<Payload>['run']>[0];
  readonly payload: Payload;
}

/** A job that tells when it ran, and then does what it is for. */
function aJob<Payload = undefined>(name = 'aJob', work: () => Promise<void> = () => Promise.resolve()) {
  let tell: (run: Ran<Payload>) => void = () => undefined;
  const ran = new Promise<Ran<Payload>>((resolve) => {
    tell = resolve;
  });
  const job: Job<Payload> = {
    name,
    run: (context, payload) => {
      tell({ context, payload });
      return work();
    },
  };
  return { job, ran };
}

function start(...jobs: Job<never>[]): void {
  runner = startJobs({
    databaseUrl: world.database.appUrl,
    jobs,
    createContext: () => world.retrace(),
    log: pino({ level: 'silent' }),
  });
}

async function waiting(): Promise<string[]> {
  const rows = await world.db.rows<{ name: string }>(
    'waiting_jobs',
    'select task_identifier as name from graphile_worker.jobs',
  );
  return rows.map(({ name }) => name);
}
