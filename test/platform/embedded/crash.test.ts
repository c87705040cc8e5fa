import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { signal } from '../../../src/platform/database/embedded/processes.js';
import { clusterOf, databaseProcesses, EmbeddedWorld, eventually, query } from './embedded-world.js';
import { compileEmbedded, killRetraceProcesses, removeCompiled, retraceProcess } from './retrace-process.js';

// On a machine that is busy with other things a start takes seconds.
const originals = new EmbeddedWorld();
let original: string;
let world: EmbeddedWorld;
let dataDir: string;
beforeAll(async () => {
  await compileEmbedded();
  original = await originals.makeDatabase();
});
afterAll(async () => {
  await originals.clear();
  await removeCompiled();
});
beforeEach(async () => {
  world = new EmbeddedWorld();
  dataDir = await world.usedDataDir(original);
});
afterEach(async () => {
  await killRetraceProcesses();
  await world.clear();
});

test('the database of a Retrace that was killed is taken over as it is, and stopped by the next', async () => {
  const killed = retraceProcess(dataDir);
  const { ownerUrl } = await killed.started;
  await query(ownerUrl, 'create table batch (id int); insert into batch values (7)');
  const before = (await databaseProcesses(dataDir))[0];
  await killed.kill();

  const next = await world.start({ dataDir });

  expect(next).toMatchObject({ adopted: true, ownerUrl });
  expect((await databaseProcesses(dataDir))[0]).toBe(before);
  expect(await query(ownerUrl, 'select id from batch')).toEqual([{ id: 7 }]);
  await next.stop();
  expect(await databaseProcesses(dataDir)).toEqual([]);
});

test('a database left running that was started in another way is stopped and started anew', async () => {
  const killed = retraceProcess(dataDir);
  const { ownerUrl } = await killed.started;
  await killed.kill();
  const options = join(clusterOf(dataDir), 'postmaster.opts');
  await writeFile(options, (await readFile(options, 'utf8')).replace('fsync=on', 'fsync=off'));

  const next = await world.start({ dataDir });

  expect(next).toMatchObject({ adopted: false, ownerUrl });
  expect(await query(next.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a database left running that is just ending is waited for and started anew', async () => {
  const killed = retraceProcess(dataDir);
  await killed.started;
  const [postmaster] = await databaseProcesses(dataDir);
  await killed.kill();
  signal(Number(postmaster), 'SIGQUIT');

  const next = await world.start({ dataDir });

  expect(await query(next.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('while one Retrace uses a data directory, another is told which and disturbs nothing', async () => {
  const first = retraceProcess(dataDir);
  const { appUrl } = await first.started;

  const second = world.start({ dataDir });

  await expect(second).rejects.toThrow(`Another Retrace (pid ${first.pid}) uses the data directory ${dataDir}`);
  expect(await query(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a Retrace killed while it makes the database is followed by one that works', async () => {
  const emptyDir = await world.dataDir();
  const killed = retraceProcess(emptyDir);
  await eventually(async () => {
    const [unfinished] = (await readdir(emptyDir)).filter((name) => name.startsWith('unfinished-'));
    await stat(join(emptyDir, String(unfinished), 'postgres', 'base'));
  });
  await killed.kill();

  const next = await world.start({ dataDir: emptyDir });

  expect(await query(next.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('when every process of the database is killed it comes back with everything acknowledged, where it was', async () => {
  const reports: string[] = [];
  const server = await world.start({ dataDir, report: (message) => reports.push(message) });
  await query(server.ownerUrl, 'create table batch (id int); insert into batch values (7)');

  for (const pid of await databaseProcesses(dataDir)) signal(pid, 'SIGKILL');

  expect(await eventually(() => query(server.ownerUrl, 'select id from batch'))).toEqual([{ id: 7 }]);
  // It may answer before it is found to.
  await eventually(() =>
    reports.includes('PostgreSQL is running again.') ? Promise.resolve() : Promise.reject(new Error('not yet')),
  );
  // A slow machine says meanwhile that it takes a while.
  expect(reports.filter((report) => !report.includes('still recovering')).slice(-2)).toEqual([
    'PostgreSQL has ended unexpectedly; starting it again.',
    'PostgreSQL is running again.',
  ]);
});

test('when only its main process is killed, a statement still at work does not keep the database from coming back', async () => {
  const server = await world.start({ dataDir });
  const endless = query(server.adminUrl, 'do $$ begin loop end loop; end $$').catch((error: unknown) => error);
  await eventually(async () => {
    expect(
      await query(server.adminUrl, `select 1 from pg_stat_activity where query like 'do %' and state = 'active'`),
    ).toHaveLength(1);
  });

  signal(Number((await databaseProcesses(dataDir))[0]), 'SIGKILL');

  expect(await endless).toBeInstanceOf(Error);
  expect(await eventually(() => query(server.appUrl, 'select 1 as one'))).toEqual([{ one: 1 }]);
});

test('a database that is being started again can be stopped', async () => {
  const server = await world.start({ dataDir });
  for (const pid of await databaseProcesses(dataDir)) signal(pid, 'SIGKILL');
  await wait(20);

  await server.stop();

  expect(await databaseProcesses(dataDir)).toEqual([]);
});

test('a left-over postmaster.pid whose number now belongs to another process does not stop a start', async () => {
  const postmasterFile = join(clusterOf(dataDir), 'postmaster.pid');
  const first = await world.start({ dataDir });
  const leftOver = await readFile(postmasterFile, 'utf8');
  await first.stop();
  const strangersDir = await world.usedDataDir(original);
  await world.start({ dataDir: strangersDir });
  const [stranger] = await databaseProcesses(strangersDir);
  await writeFile(postmasterFile, leftOver.replace(/^\d+/, String(stranger)));

  const second = await world.start({ dataDir });

  expect(await query(second.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});
