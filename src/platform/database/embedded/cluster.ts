import { execFile } from 'node:child_process';
import { lchown, lstat, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { ADMIN } from './connection-settings.js';
import type { DataDirectory } from './data-directory.js';
import { syncFolder, UNFINISHED } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { explain } from './explain-failure.js';
import { findProcesses, signal } from './processes.js';

const run = promisify(execFile);

/** Makes the cluster beside its place and renames it, so that a crash in between leaves no half of one. */
export async function makeCluster(
  binaries: Binaries,
  account: Account,
  { root, cluster }: DataDirectory,
  adminPassword: string,
): Promise<void> {
  await removeUnfinished(root);
  const unfinished = await mkdtemp(join(root, UNFINISHED));
  const [files, passwordFile] = [join(unfinished, 'postgres'), join(unfinished, 'password')];
  try {
    await writeFile(passwordFile, adminPassword, { mode: 0o600 });
    await giveTo(account, unfinished, passwordFile);
    await initdb(binaries, account, files, passwordFile);
    await rename(files, cluster);
    await syncFolder(root);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * An initdb whose Retrace was killed works on for a while. It and its helpers are ended, and a new one has a folder of its
 * own all the same: what they still leave is removed by a later start.
 */
export async function removeUnfinished(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith(UNFINISHED));
  for (const path of names.map((name) => join(root, name))) {
    for (const pid of await findProcesses((commandLine) => commandLine.includes(path))) signal(pid, 'SIGKILL');
    await rm(path, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
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
