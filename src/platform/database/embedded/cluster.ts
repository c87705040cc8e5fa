import { execFile } from 'node:child_process';
import { lchown, lstat, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { ADMIN } from './connection-settings.js';
import type { DataDirectory } from './data-directory.js';
import { exists, syncFolder } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { explain } from './explain-failure.js';

const run = promisify(execFile);

/** Makes the cluster beside its place and renames it, so that a crash in between leaves no half of one. */
export async function makeCluster(
  binaries: Binaries,
  account: Account,
  directory: DataDirectory,
  adminPassword: string,
): Promise<void> {
  const { root, unfinishedCluster, cluster } = directory;
  const passwordFile = `${unfinishedCluster}.password`;
  await rm(unfinishedCluster, { recursive: true, force: true });
  await rm(passwordFile, { force: true });

  await mkdir(unfinishedCluster, { mode: 0o700 });
  await writeFile(passwordFile, adminPassword, { mode: 0o600 });
  await giveTo(account, unfinishedCluster, passwordFile);
  try {
    await initdb(binaries, account, unfinishedCluster, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinishedCluster, cluster);
  await syncFolder(root);
}

async function initdb(
  { initdb: program }: Binaries,
  account: Account,
  cluster: string,
  passwordFile: string,
): Promise<void> {
  const { file, args, options } = account.command(program, [
    `--pgdata=${cluster}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=libc',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]);
  try {
    await run(file, args, options);
  } catch (cause) {
    const { stderr } = cause as { stderr?: string };
    throw new EmbeddedServerError(explain('The database could not be made', stderr ?? String(cause)), { cause });
  }
}

/** Refuses a cluster that these programs cannot open, before they are started on it. */
export async function checkCluster({ majorVersion, owner }: Account, { cluster, root }: DataDirectory): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '');
  if (!version) throw new EmbeddedServerError(`${cluster} is not a PostgreSQL data directory, or not a readable one.`);
  if (version.trim() !== String(majorVersion))
    throw new EmbeddedServerError(
      `The database in ${root} was made by PostgreSQL ${version.trim()}, and this Retrace comes with ${majorVersion}. Start it with the ` +
        'Retrace that made it, or choose another DATA_DIR.',
    );

  const { uid } = await lstat(cluster);
  const needed = owner ? owner.uid : process.getuid?.();
  if (uid === needed) return;
  // A copy made by root belongs to root. Only root can come here with an owner to give it to.
  if (!owner)
    throw new EmbeddedServerError(
      `${cluster} belongs to another user (${uid}). Start Retrace as that user, or give it to yours: chown -R.`,
    );
  await giveAll(owner, cluster);
}

async function giveTo({ owner }: Account, ...paths: string[]): Promise<void> {
  if (owner) await Promise.all(paths.map((path) => lchown(path, owner.uid, owner.gid)));
}

async function giveAll(owner: NonNullable<Account['owner']>, folder: string): Promise<void> {
  const paths = await readdir(folder, { recursive: true });
  for (const path of [folder, ...paths.map((name) => join(folder, name))]) await lchown(path, owner.uid, owner.gid);
}

export const hasCluster = ({ cluster }: DataDirectory) => exists(cluster);
