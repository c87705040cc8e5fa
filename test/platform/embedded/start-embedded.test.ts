import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { clusterOf, databaseProcesses, EmbeddedWorld, query } from './embedded-world.js';

// On a machine that is busy with other things a start takes seconds.
const originals = new EmbeddedWorld();
let original: string;
let world: EmbeddedWorld;
let dataDir: string;
beforeAll(async () => {
  original = await originals.makeDatabase();
});
afterAll(() => originals.clear());
beforeEach(async () => {
  world = new EmbeddedWorld();
  dataDir = await world.usedDataDir(original);
});
afterEach(() => world.clear());

test('a second start finds the port, the passwords and everything committed', async () => {
  const first = await world.start({ dataDir });
  await query(first.ownerUrl, 'create table batch (id int); insert into batch values (7)');
  await first.stop();

  const second = await world.start({ dataDir });

  expect(second).toMatchObject({ appUrl: first.appUrl, ownerUrl: first.ownerUrl, adopted: false });
  expect(await query(second.ownerUrl, 'select id from batch')).toEqual([{ id: 7 }]);
});

test('stopping, even twice, leaves no process, and says so', async () => {
  const server = await world.start({ dataDir });

  await Promise.all([server.stop(), server.stop()]);

  await server.exited;
  expect(await databaseProcesses(dataDir)).toEqual([]);
});

test('a port that something else has taken in the meantime is left to it', async () => {
  const first = await world.start({ dataDir });
  await first.stop();
  const intruder = createServer().listen(Number(new URL(first.appUrl).port), '127.0.0.1');

  const second = await world.start({ dataDir });

  intruder.close();
  expect(new URL(second.appUrl).port).not.toBe(new URL(first.appUrl).port);
  expect(await query(second.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a database whose server.json is lost gets new passwords and keeps its content', async () => {
  const first = await world.start({ dataDir });
  await query(first.ownerUrl, 'create table batch (id int)');
  await first.stop();
  await rm(join(dataDir, 'server.json'));

  const second = await world.start({ dataDir });

  expect(await query(second.ownerUrl, 'select id from batch')).toEqual([]);
  await expect(
    query(first.ownerUrl.replace(/:\d+\//, `:${new URL(second.ownerUrl).port}/`), 'select 1'),
  ).rejects.toThrow('password authentication failed');
});

test('a database of another major version is refused with its number', async () => {
  const first = await world.start({ dataDir });
  await first.stop();
  await writeFile(join(clusterOf(dataDir), 'PG_VERSION'), '15\n');

  await expect(world.start({ dataDir })).rejects.toThrow(/was made by PostgreSQL 15, and this Retrace comes with 18/);
});

test('a start cut off while it made the database begins again', async () => {
  const dataDir = await world.dataDir();
  await mkdir(join(dataDir, 'unfinished-1', 'postgres', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'unfinished-1', 'postgres', 'PG_VERSION'), '18\n');
  await writeFile(join(dataDir, 'unfinished-1', 'password'), 'old');

  const server = await world.start({ dataDir });

  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(dataDir)).not.toContain('unfinished-1');
});

test('a directory that everyone may enter is used as well as one that nobody else may', async () => {
  await chmod(dataDir, 0o755);

  const server = await world.start({ dataDir });

  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a data directory that is a file is refused with advice', async () => {
  const file = join(dataDir, 'notes.txt');
  await writeFile(file, '');

  await expect(world.start({ dataDir: file })).rejects.toThrow(
    /\(DATA_DIR\) cannot be used: .* A file is in the way\. Choose another place\./,
  );
});

test('a damaged server.json is refused with what to do about it', async () => {
  await writeFile(join(dataDir, 'server.json'), '{ "port": 15432, "adminPassword": ');

  await expect(world.start({ dataDir })).rejects.toThrow('server.json is damaged. Delete it');
});
