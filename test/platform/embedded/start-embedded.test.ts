import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { startEmbedded } from '../../../src/platform/database/embedded/index.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'retrace-embedded-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('a first start makes a database that takes any text, sorts it by code, and checks its own files', async () => {
  const server = await startEmbedded({ dataDir });
  const client = new pg.Client(server.appUrl);
  try {
    await client.connect();
    const { rows } = await client.query(`
      select current_user as role, current_setting('server_encoding') as encoding, datcollate as collation,
             current_setting('data_checksums') as checksums
      from pg_database where datname = current_database()
    `);
    expect(rows).toEqual([{ role: 'retrace_app', encoding: 'UTF8', collation: 'C', checksums: 'on' }]);
  } finally {
    await client.end();
    await server.stop();
  }
});
