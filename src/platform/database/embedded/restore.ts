import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { extract } from 'tar';

import { findAccount } from './account.js';
import type { Manifest } from './backup-archive.js';
import { MANIFEST, OWN_FOLDER, unpacked, verifyBackup } from './backup-archive.js';
import { findBinaries } from './binaries.js';
import { removeUnfinished } from './cluster.js';
import type { DataDirectory } from './data-directory.js';
import { openDataDirectory, syncFolder, UNFINISHED } from './data-directory.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { asEmbeddedServerError, EmbeddedServerError } from './embedded-server-error.js';
import { findOrphan, stopPostmaster } from './postmaster.js';
import type { Report } from './server.js';

/** What folders are called that hold what was there before a restore. */
const ASIDE = 'before-restore-';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly file: string;
  /** Whether what is in the data directory may be moved aside. */
  readonly replace: boolean;
  readonly report?: Report;
}

/**
 * Puts a backup into a data directory. The next start replays the log in it and gives the database new passwords, which a
 * backup does not hold. Nothing of what was there is deleted.
 */
export async function restore({ dataDir, file, replace, report = () => undefined }: RestoreOptions): Promise<Manifest> {
  try {
    report('Reading the backup…');
    const manifest = await verifyBackup(file);
    const directory = await openDataDirectory(dataDir);
    const unlock = await lockDataDirectory(directory);
    try {
      await refuseOtherVersion(manifest, directory);
      if (!replace) await refuseContent(directory);
      await unpackInto(directory, file, report);
      return manifest;
    } finally {
      await unlock();
    }
  } catch (error) {
    throw asEmbeddedServerError(error, `The data directory ${dataDir}`);
  }
}

/** A cluster cannot be opened by another major version; better said now than at the next start. */
async function refuseOtherVersion({ postgresVersion }: Manifest, directory: DataDirectory): Promise<void> {
  const { majorVersion } = await findAccount(await findBinaries(), directory);
  if (Number.parseInt(postgresVersion, 10) !== majorVersion)
    throw new EmbeddedServerError(
      `The backup was made by PostgreSQL ${postgresVersion}, and this Retrace comes with ${majorVersion}. Restore it with the Retrace that made it.`,
    );
}

async function refuseContent(directory: DataDirectory): Promise<void> {
  const names = await contentOf(directory);
  if (names.length > 0)
    throw new EmbeddedServerError(
      `${directory.root} is not empty (${names.slice(0, 3).join(', ')}). Choose another with DATA_DIR, or say --replace: what is there is then moved aside.`,
    );
}

async function unpackInto(directory: DataDirectory, file: string, report: Report): Promise<void> {
  const { root, cluster } = directory;
  await removeUnfinished(root);
  const folder = await mkdtemp(join(root, UNFINISHED));
  try {
    const files = join(folder, 'postgres');
    const ownFiles = join(files, OWN_FOLDER);
    await mkdir(ownFiles, { recursive: true, mode: 0o700 });
    report('Restoring…');
    await pipeline(unpacked(file), extract({ cwd: files, strict: true, preserveOwner: false }));

    await rm(join(files, MANIFEST));
    await moveAside(directory, report);
    await moveAll(ownFiles, await readdir(ownFiles), root);
    await rmdir(ownFiles);
    await rename(files, cluster);
    await syncFolder(root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function moveAside(directory: DataDirectory, report: Report): Promise<void> {
  const orphan = await findOrphan(directory);
  if (orphan) await stopPostmaster(orphan, directory);
  const names = await contentOf(directory);
  if (names.length === 0) return;

  const aside = join(directory.root, `${ASIDE}${new Date().toISOString().replaceAll(':', '')}`);
  await mkdir(aside, { mode: 0o700 });
  await moveAll(directory.root, names, aside);
  report(`What was in the data directory is now in ${aside}.`);
}

async function moveAll(from: string, names: readonly string[], to: string): Promise<void> {
  for (const name of names) await rename(join(from, name), join(to, name));
}

/** Without our own lock, and without what earlier restores moved aside. */
async function contentOf({ root, lock }: DataDirectory): Promise<string[]> {
  const names = await readdir(root);
  return names.filter((name) => name !== basename(lock) && !name.startsWith(ASIDE) && !name.startsWith(UNFINISHED));
}
