import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { DataDirectory } from '../../../src/platform/database/embedded/data-directory.js';
import { openDataDirectory } from '../../../src/platform/database/embedded/data-directory.js';
import { lockDataDirectory } from '../../../src/platform/database/embedded/data-directory-lock.js';
import { beginningOf } from '../../../src/platform/database/embedded/processes.js';
import { eventually } from './embedded-world.js';

let directory: DataDirectory;
beforeEach(async () => {
  directory = await openDataDirectory(await mkdtemp(join(tmpdir(), 'retrace-lock-')));
});
afterEach(() => rm(directory.root, { recursive: true, force: true }));

test('a data directory has one user at a time', async () => {
  const unlock = await lockDataDirectory(directory);

  await expect(lockDataDirectory(directory)).rejects.toThrow(`Another Retrace (pid ${process.pid}) uses`);
  await unlock();
  await expect(lockDataDirectory(directory)).resolves.toBeDefined();
});

test('of many that come at once one gets it', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDirectory(directory)));

  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.each([
  ['a process that has ended', () => '999999999 12345'],
  [
    'a process whose number another one has by now',
    async () => `${process.ppid} not ${await beginningOf(process.ppid)}`,
  ],
  ['nobody, being damaged', () => ''],
])('a lock of %s locks nobody out', async (_, owner) => {
  await writeFile(directory.lock, await owner());

  await expect(lockDataDirectory(directory)).resolves.toBeDefined();
});

test('whoever took over a dead lock, and finds that a rival did so too, steps back', async () => {
  await writeFile(directory.lock, '999999999 12345');

  const attempt = lockDataDirectory(directory);
  await eventually(async () => {
    expect(await readFile(directory.lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  });
  await writeFile(directory.lock, '4242 of a rival');

  await expect(attempt).rejects.toThrow('Another Retrace (pid 4242)');
});

test('giving it up leaves the lock of whoever has it since', async () => {
  const unlock = await lockDataDirectory(directory);
  await writeFile(directory.lock, 'someone else');

  await unlock();

  expect(await readFile(directory.lock, 'utf8')).toBe('someone else');
  expect(await readdir(directory.root)).toEqual(['retrace.lock']);
});
