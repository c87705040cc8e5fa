import { parseArgs } from 'node:util';

import { ConfigError, readConfig } from '../config.js';
import { EmbeddedServerError } from '../platform/database/embedded/index.js';

export interface EmbeddedCommand {
  /** Where the backup is, or shall be. */
  readonly file: string;
  readonly dataDir: string;
  readonly replace: boolean;
}

/** What the command is called with, and what serves instead of it when the database is not the embedded one. */
interface Manual {
  readonly usage: string;
  readonly instead: string;
}

class UsageError extends Error {}

/** Does the work, and ends with 1 if it failed, or with 2 if the command cannot be meant like this. */
export async function runEmbeddedCommand(
  manual: Manual,
  work: (command: EmbeddedCommand) => Promise<void>,
): Promise<void> {
  try {
    await work(readCommand(manual));
  } catch (error) {
    const isMisused = error instanceof UsageError || error instanceof ConfigError;
    console.error(isMisused || error instanceof EmbeddedServerError ? error.message : error);
    process.exitCode = isMisused ? 2 : 1;
  }
}

function readCommand({ usage, instead }: Manual): EmbeddedCommand {
  const { values, positionals } = parse(usage);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(usage);

  const config = readConfig(process.env);
  if (config.database.kind === 'external')
    throw new UsageError(`DATABASE_URL names a PostgreSQL of your own: use ${instead}.`);
  return { file, dataDir: values['data-dir'] ?? config.dataDir, replace: values.replace };
}

function parse(usage: string) {
  try {
    return parseArgs({
      options: { 'data-dir': { type: 'string' }, replace: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
}
