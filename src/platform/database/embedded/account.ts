import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

import type { Binaries } from './binaries.js';
import type { DataDirectory } from './data-directory.js';
import { reasonOf } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server-error.js';

const run = promisify(execFile);

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who PostgreSQL's programs run as. PostgreSQL refuses root, so a Retrace started by root gives them another user's
 * identity, and its cluster to that user.
 */
export interface Account {
  /** Null when PostgreSQL runs as whoever runs Retrace. */
  readonly owner: Owner | null;
  /** As which major version of PostgreSQL the programs introduced themselves. */
  readonly majorVersion: number;
  /** The program and its arguments as they have to be spawned. */
  readonly command: (program: string, args: readonly string[]) => Command;
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly uid?: number; readonly gid?: number };
}

/** Nothing of the caller's environment: PGDATA or a locale in it would change what PostgreSQL does. */
const ENVIRONMENT = { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

/** Goes where the cluster will be, and starts the server's program, which tells its version. */
const PROBE = 'cd "$1" && test -r "$2" && exec "$3" --version';

/**
 * Finds an identity under which PostgreSQL both starts and reaches its files.
 *
 * Root's checkouts often lie under /root, which no other user may enter. There PostgreSQL keeps one of root's abilities:
 * to pass through (and if need be write to) folders that are not its own. Nothing has to be copied or opened up for that.
 */
export async function findAccount(binaries: Binaries, directory: DataDirectory): Promise<Account> {
  const owner = process.getuid?.() === 0 ? await ownerFor(directory) : null;
  const commands = owner
    ? [asUser(owner), asUserWith('dac_read_search', owner), asUserWith('dac_override', owner)]
    : [asOurselves];

  let reason: unknown;
  for (const command of commands) {
    try {
      const majorVersion = await probe(command, binaries, directory);
      return { owner, majorVersion, command };
    } catch (error) {
      // What kept an ordinary user out is the reason; that there was no way around it is not.
      reason ??= error;
    }
  }
  throw new EmbeddedServerError(
    `PostgreSQL cannot run here${owner ? ` as user ${owner.uid}` : ''}: ${lastWordsOf(reason)}\n` +
      `It needs a Linux with glibc or a macOS, and has to reach ${binaries.postgres} and ${directory.root}. ` +
      'Move them to where it can, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause: reason },
  );
}

/** What a program wrote before it failed says more than the command that failed. */
function lastWordsOf(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  return stderr ? stderr.trim() : reasonOf(error);
}

const asOurselves: Account['command'] = (file, args) => ({ file, args, options: { env: ENVIRONMENT } });

const asUser =
  ({ uid, gid }: Owner): Account['command'] =>
  (file, args) => ({ file, args, options: { env: ENVIRONMENT, uid, gid } });

const asUserWith =
  (capability: string, { uid, gid }: Owner): Account['command'] =>
  (program, args) => ({
    file: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      `--bounding-set=-all,+${capability}`,
      // Or the system takes the ability away again whenever a program asks what it may do (access(2)).
      '--securebits=+no_setuid_fixup',
      program,
      ...args,
    ],
    options: { env: ENVIRONMENT },
  });

async function probe(command: Account['command'], binaries: Binaries, { root }: DataDirectory): Promise<number> {
  const { file, args, options } = command('/bin/sh', ['-c', PROBE, 'sh', root, binaries.share, binaries.postgres]);
  const { stdout } = await run(file, args, options);
  const version = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`it calls itself ${stdout}`);
  return Number(version);
}

/** Whoever owns the cluster goes on owning it: the user's number may differ on the machine that made it. */
async function ownerFor({ cluster }: DataDirectory): Promise<Owner> {
  const { uid, gid } = await stat(cluster).catch(() => ({ uid: 0, gid: 0 }));
  return uid === 0 ? ((await findUser()) ?? (await createUser())) : { uid, gid };
}

async function findUser(): Promise<Owner | null> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map((flag) => run('id', [flag, 'postgres'], { env: ENVIRONMENT })),
    );
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
}

async function createUser(): Promise<Owner> {
  try {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    await run('useradd', [...options, 'postgres'], { env: ENVIRONMENT });
  } catch (cause) {
    throw new EmbeddedServerError(
      'PostgreSQL does not run as root, and a user "postgres" could not be made for it. ' +
        'Make one, start Retrace as another user, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
  const user = await findUser();
  if (!user) throw new EmbeddedServerError('The user "postgres" was made, but cannot be found.');
  return user;
}
