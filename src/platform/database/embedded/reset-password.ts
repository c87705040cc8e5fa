import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { ADMIN } from './connection-settings.js';
import { EmbeddedServerError } from './embedded-server-error.js';
import { explain } from './explain-failure.js';
import type { Server } from './server.js';

/**
 * Gives a stopped server the password in `server.json`, for a cluster that came without it: restored from a backup, or left
 * when the file was lost. Whoever may read the cluster's files may do this; in single-user mode PostgreSQL asks for none.
 */
export async function resetPassword({ account, binaries, directory, connection }: Server): Promise<void> {
  const { file, args, options } = account.command(binaries.postgres, ['--single', '-D', directory.cluster, 'postgres']);
  const child = spawn(file, args, { ...options, stdio: ['pipe', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(`alter role ${ADMIN} login superuser password '${connection.adminPassword}';\n`);

  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new EmbeddedServerError(explain("The database's password could not be set", output));
}
