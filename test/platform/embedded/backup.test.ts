import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { backUp, restore } from '../../../src/platform/database/embedded/index.js';
import { EmbeddedWorld, query } from './embedded-world.js';

// On a machine that is busy with other things a start takes seconds.
const originals = new EmbeddedWorld();
let original: string;
let world: EmbeddedWorld;
let dataDir: string;
let file: string;
beforeAll(async () => {
  original = await originals.makeDatabase();
});
afterAll(() => originals.clear());
beforeEach(async () => {
  world = new EmbeddedWorld();
  dataDir = await world.usedDataDir(original);
  file = join(await world.dataDir(), 'backup.tar.gz');
});
afterEach(() => world.clear());

test('a backup taken while movements come in holds all that were committed by its end, without a hole', async () => {
  const server = await world.start({ dataDir });
  await query(server.ownerUrl, 'create table movement (id int primary key, filler text)');
  const writer = startWriting(server.ownerUrl);
  await writer.hasWritten(50);

  const { walEnd } = await backUp({ dataDir, file });
  const written = await writer.stop();
  const elsewhere = await world.dataDir();
  await restore({ file, dataDir: elsewhere, replace: false });

  const restored = await world.start({ dataDir: elsewhere });
  const rows = await query<{ id: number }>(restored.ownerUrl, 'select id from movement order by id');
  const [due] = await query<{ count: number }>(
    restored.ownerUrl,
    `select count(*)::int as count from unnest('{${written.map(({ position }) => position).join(',')}}'::pg_lsn[]) as position
     where position <= '${walEnd}'`,
  );
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => index));
  expect(due?.count).toBeGreaterThan(50);
  expect(rows.length).toBeGreaterThanOrEqual(due?.count ?? Infinity);
});

test('a backup of a Retrace that does not run, its keys included, is one that can be started', async () => {
  await writeFile(join(dataDir, 'link.key'), 'the key of all links');
  const elsewhere = await world.dataDir();

  await backUp({ dataDir, file });
  await restore({ file, dataDir: elsewhere, replace: false });

  expect((await readdir(elsewhere)).sort()).toEqual(['link.key', 'postgres']);
  const restored = await world.start({ dataDir: elsewhere });
  expect(await query(restored.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readFile(join(elsewhere, 'link.key'), 'utf8')).toBe('the key of all links');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a restore refuses a data directory in use, then one that is not empty, and with --replace moves aside what is there', async () => {
  await backUp({ dataDir, file });
  const running = await world.start({ dataDir });
  await query(running.ownerUrl, 'create table made_after_the_backup (id int)');

  await expect(restore({ file, dataDir, replace: true })).rejects.toThrow('Another Retrace');
  await running.stop();
  await expect(restore({ file, dataDir, replace: false })).rejects.toThrow('is not empty');
  await restore({ file, dataDir, replace: true });

  const restored = await world.start({ dataDir });
  expect(await query(restored.ownerUrl, 'select from pg_tables where tableowner = current_user')).toEqual([]);
  const [aside] = (await readdir(dataDir)).filter((name) => name.startsWith('before-restore-'));
  expect(await readdir(join(dataDir, String(aside)))).toEqual(expect.arrayContaining(['postgres', 'server.json']));
});

test('a damaged backup is refused and leaves the data directory as it was', async () => {
  await backUp({ dataDir, file });
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
  const elsewhere = await world.dataDir();

  await expect(restore({ file, dataDir: elsewhere, replace: false })).rejects.toThrow('is damaged and was not used');

  expect(await readdir(elsewhere)).toEqual([]);
});

test('a backup never overwrites a file, and needs a database', async () => {
  await writeFile(file, 'something dear');

  await expect(backUp({ dataDir, file })).rejects.toThrow('exists already');
  await expect(backUp({ dataDir: await world.dataDir(), file: `${file}.2` })).rejects.toThrow(
    'There is no database in',
  );

  expect(await readFile(file, 'utf8')).toBe('something dear');
});

/** Commits one row after the other, and notes how far the log was when each was acknowledged. */
function startWriting(url: string) {
  const written: { id: number; position: string }[] = [];
  const stopping = new AbortController();
  const done = (async () => {
    const client = new pg.Client(url);
    await client.connect();
    for (let id = 0; !stopping.signal.aborted; id++) {
      await client.query(`insert into movement values ($1, repeat('x', 2000))`, [id]);
      const { rows } = await client.query<{ position: string }>('select pg_current_wal_flush_lsn() as position');
      written.push({ id, position: String(rows[0]?.position) });
    }
    await client.end();
  })();
  return {
    hasWritten: async (count: number) => {
      while (written.length < count) await new Promise(setImmediate);
    },
    stop: async () => {
      stopping.abort();
      await done;
      return written;
    },
  };
}
