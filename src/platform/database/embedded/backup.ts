import { createWriteStream } from 'node:fs';
import { readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { Contents, Manifest } from './backup-archive.js';
import { FORMAT, manifestEntry, noting, OWN_FOLDER, TAR_END, tarEntry, verifyBackup } from './backup-archive.js';
import { openBaseBackup } from './base-backup.js';
import type { DataDirectory } from './data-directory.js';
import { exists, findDataDirectory, isServerFile, syncFolder } from './data-directory.js';
import { asEmbeddedServerError, EmbeddedServerError } from './embedded-server-error.js';
import { asAdmin } from './prepare-database.js';
import { reachEmbedded } from './reach-embedded.js';
import type { Report } from './server.js';

export interface BackupOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly report?: Report;
}

/** Larger files in the data directory are nobody's keys: an older backup, perhaps. */
const LARGEST_OWN_FILE = 64 * 1024;

/** Fast rather than small: the machine has other things to do. */
const COMPRESSION = { level: 3 };

/** Writes the database and Retrace's keys into one file, whether Retrace runs or not, and reads it back before it counts. */
export async function backUp({ dataDir, file, report = () => undefined }: BackupOptions): Promise<Manifest> {
  const directory = await findDataDirectory(dataDir);
  if (await exists(file)) throw new EmbeddedServerError(`${file} exists already. Choose another name for the backup.`);
  const unfinished = `${file}.unfinished`;
  try {
    report('Backing up…');
    const server = await reachEmbedded(directory.root, report);
    await write(unfinished, directory, server.adminUrl).finally(server.release);
    report('Reading the backup back…');
    const manifest = await verifyBackup(unfinished);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return manifest;
  } catch (error) {
    throw asEmbeddedServerError(error, `The file ${file}`);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function write(file: string, directory: DataDirectory, adminUrl: string): Promise<void> {
  const destination = createWriteStream(file, { mode: 0o600, flush: true });
  await pipeline(archive(directory, adminUrl), createGzip(COMPRESSION), destination);
}

async function* archive(directory: DataDirectory, adminUrl: string): AsyncGenerator<Buffer> {
  const createdAt = new Date().toISOString();
  const postgresVersion = await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  });

  const contents: Contents = { files: [] };
  const backup = await openBaseBackup(adminUrl);
  try {
    yield* noting(contents, joined(backup.content, ownFiles(directory)));
    yield manifestEntry({ format: FORMAT, createdAt, postgresVersion, walEnd: backup.walEnd(), files: contents.files });
    yield TAR_END;
  } finally {
    await backup.close();
  }
}

/** Two archives as one: the first loses its end. */
async function* joined(first: AsyncIterable<Buffer>, second: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const chunk of first) {
    const all = Buffer.concat([held, chunk]);
    const sure = Math.max(0, all.length - TAR_END.length);
    yield all.subarray(0, sure);
    held = all.subarray(sure);
  }
  if (!held.equals(TAR_END)) throw new Error('PostgreSQL did not end its archive');
  yield* second;
}

async function* ownFiles(directory: DataDirectory): AsyncGenerator<Buffer> {
  for (const name of await readdir(directory.root)) {
    const path = join(directory.root, name);
    const found = await stat(path);
    if (!found.isFile() || found.size > LARGEST_OWN_FILE || isServerFile(directory, name)) continue;
    yield tarEntry(`${OWN_FOLDER}/${name}`, await readFile(path));
  }
}
