import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { EmbeddedWorld, query } from './embedded-world.js';

// On a machine that is busy with other things a start takes seconds.
const world = new EmbeddedWorld();
let dataDir: string;
let appUrl: string;
let ownerUrl: string;
beforeAll(async () => {
  dataDir = await world.dataDir();
  ({ appUrl, ownerUrl } = await world.start({ dataDir }));
});
afterAll(() => world.clear());

test('a first start makes a database that takes any text, sorts it by code, and checks its own files', async () => {
  expect(
    await query(
      appUrl,
      `select current_user as role, current_setting('server_encoding') as encoding, datcollate as collation,
              current_setting('data_checksums') as checksums, current_setting('fsync') as fsync
       from pg_database where datname = current_database()`,
    ),
  ).toEqual([{ role: 'retrace_app', encoding: 'UTF8', collation: 'C', checksums: 'on', fsync: 'on' }]);
});

test('the application gives up on a statement, a lock or a forgotten transaction; migrations take their time', async () => {
  const timeouts = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
                           current_setting('idle_in_transaction_session_timeout') as idle`;

  expect(await query(appUrl, timeouts)).toEqual([{ statement: '5s', lock: '2s', idle: '10s' }]);
  expect(await query(ownerUrl, timeouts)).toEqual([{ statement: '0', lock: '0', idle: '0' }]);
});

test('only the owner may make tables, and nobody enters without a password', async () => {
  await expect(query(appUrl, 'create table mine (id int)')).rejects.toThrow('permission denied for schema public');
  await expect(query(ownerUrl, 'create table ours (id int)')).resolves.toEqual([]);
  await expect(query(appUrl.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(
    'password authentication failed',
  );
  expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600);
});

test('the log tells what went wrong and names nobody', async () => {
  await query(ownerUrl, 'create table customer (email text unique)');
  const insert = `insert into customer values ('ann@example.com')`;
  await query(ownerUrl, insert);

  await expect(query(ownerUrl, insert)).rejects.toThrow('duplicate key');

  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('ann@example.com');
});
