import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Contents, Manifest } from '../../../src/platform/database/embedded/backup-archive.js';
import {
  FORMAT,
  MANIFEST,
  manifestEntry,
  noting,
  TAR_END,
  tarEntry,
  verifyBackup,
} from '../../../src/platform/database/embedded/backup-archive.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrace-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const LOG = tarEntry('pg_wal/000000010000000000000002', Buffer.alloc(100_000, 'log'));
const TABLE = tarEntry('base/16384/16385', Buffer.from('page'));
const CHANGED_TABLE = tarEntry('base/16384/16385', Buffer.from('Page'));

test('a backup that holds what its manifest lists is good', async () => {
  const file = await backupOf([TABLE, LOG], await manifestFor([TABLE, LOG]));

  await expect(verifyBackup(file)).resolves.toMatchObject({ postgresVersion: '18.4', walEnd: '0/3000000' });
});

test.each([
  ['a file of the log is missing', [TABLE], 'pg_wal/000000010000000000000002 is missing'],
  ['a file has changed', [CHANGED_TABLE, LOG], 'base/16384/16385 has another content'],
  ['a file was added', [TABLE, LOG, tarEntry('backdoor', Buffer.from('x'))], 'backdoor does not belong to it'],
  ['a file is there twice', [TABLE, LOG, TABLE], 'a file is in it twice'],
])('a backup is refused when %s', async (_, entries, reason) => {
  const file = await backupOf(entries, await manifestFor([TABLE, LOG]));

  await expect(verifyBackup(file)).rejects.toThrow(`The backup ${file} is damaged and was not used: ${reason}`);
});

test('a backup that was cut short is refused', async () => {
  const whole = gzipSync(Buffer.concat([TABLE, LOG, manifestEntry(await manifestFor([TABLE, LOG])), TAR_END]));
  const file = await write(whole.subarray(0, whole.length - 20));

  await expect(verifyBackup(file)).rejects.toThrow('is damaged and was not used: unexpected end of file');
});

test('an archive without a manifest is no backup', async () => {
  const file = await write(gzipSync(Buffer.concat([TABLE, TAR_END])));

  await expect(verifyBackup(file)).rejects.toThrow('it has no manifest');
});

test('a manifest that cannot be read is no manifest', async () => {
  const file = await write(gzipSync(Buffer.concat([TABLE, tarEntry(MANIFEST, Buffer.from('{')), TAR_END])));

  await expect(verifyBackup(file)).rejects.toThrow('its manifest cannot be read');
});

test('a backup in a format of the future is refused with its name', async () => {
  const file = await backupOf([TABLE], { ...(await manifestFor([TABLE])), format: 'retrace-backup-9' });

  await expect(verifyBackup(file)).rejects.toThrow(`has the format retrace-backup-9; this Retrace reads ${FORMAT}`);
});

test.each([
  ['text', Buffer.from('dear diary')],
  ['nothing', Buffer.alloc(0)],
  ['noise in gzip', gzipSync(Buffer.alloc(5_000, 'noise'))],
])('a file that is %s is refused', async (_, content) => {
  await expect(verifyBackup(await write(content))).rejects.toThrow('is damaged and was not used');
});

test('a backup that is not there is refused with its name', async () => {
  await expect(verifyBackup(join(folder, 'nowhere.tar.gz'))).rejects.toThrow(/nowhere\.tar\.gz .*no such file/);
});

async function manifestFor(entries: readonly Buffer[]): Promise<Manifest> {
  const contents: Contents = { files: [] };
  for await (const chunk of noting(contents, chunksOf([...entries, TAR_END]))) expect(chunk).toBeDefined();
  return {
    format: FORMAT,
    createdAt: '2026-11-01T10:00:00Z',
    postgresVersion: '18.4',
    walEnd: '0/3000000',
    ...contents,
  };
}

const backupOf = (entries: readonly Buffer[], manifest: Manifest) =>
  write(gzipSync(Buffer.concat([...entries, manifestEntry(manifest), TAR_END])));

async function write(content: Buffer): Promise<string> {
  const file = join(folder, 'backup.tar.gz');
  await writeFile(file, content);
  return file;
}

/** In small pieces that end anywhere, as a network delivers them. */
async function* chunksOf(buffers: readonly Buffer[]): AsyncGenerator<Buffer> {
  const all = Buffer.concat(buffers);
  for (let start = 0; start < all.length; start += 700) yield await Promise.resolve(all.subarray(start, start + 700));
}
