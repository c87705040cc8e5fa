import { appendFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { explain } from '../../../src/platform/database/embedded/explain-failure.js';
import { readLogSince, rotateLog, sizeOf } from '../../../src/platform/database/embedded/server-log.js';

let folder: string;
let log: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrace-log-'));
  log = join(folder, 'postgres.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a log that has grown is kept once, while the server writes on into the same file', async () => {
  const server = await open(log, 'a');
  await server.write('yesterday\n'.repeat(10));

  await rotateLog(log, 50);
  await server.write('today\n');
  await server.close();

  expect(await readFile(log, 'utf8')).toBe('today\n');
  expect(await readFile(`${log}.1`, 'utf8')).toBe('yesterday\n'.repeat(10));
});

test('a log that is small, or not there yet, stays as it is', async () => {
  await rotateLog(log, 50);
  await appendFile(log, 'today\n');

  await rotateLog(log, 50);

  expect(await readFile(log, 'utf8')).toBe('today\n');
});

test('of a failed start its own lines are shown, and of many the last', async () => {
  await appendFile(log, 'an old story\n');
  const start = await sizeOf(log);
  await appendFile(log, 'FATAL: this time\n');

  expect(await readLogSince(log, start)).toBe('FATAL: this time\n');
  await appendFile(log, `${'x'.repeat(10_000)}the end\n`);
  expect(await readLogSince(log, start)).toMatch(/^x+the end\n$/);
});

test.each([
  ['could not write to file "pg_wal/1": No space left on device', 'the disk is full'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'its port is taken'],
  [
    'FATAL:  data directory "/d" has invalid permissions',
    'it may not use its files: check their owner and permissions',
  ],
  ['PANIC:  could not locate a valid checkpoint record', 'its files are damaged: restore a backup'],
])('what PostgreSQL writes is explained: %s', (output, cause) => {
  expect(explain('PostgreSQL did not start', output)).toBe(`PostgreSQL did not start: ${cause}.\n${output}`);
});

test('what nobody foresaw is shown as it was written', () => {
  expect(explain('PostgreSQL did not start', 'FATAL:  the moon is full\n')).toBe(
    'PostgreSQL did not start.\nFATAL:  the moon is full',
  );
});
