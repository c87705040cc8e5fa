import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { ConfigError, readConfig } from '../config.js';
import { type Gln, InvalidIdentifier, parseGln } from '../gs1/index.js';
import { createApiKey, type CreateApiKey } from '../keys/index.js';
import { RETRACE, type Role, ROLES } from '../platform/access/actor.js';
import { contextFor } from '../platform/context.js';
import { openDatabase } from '../platform/database/database.js';
import { EmbeddedServerError } from '../platform/database/embedded/embedded-server-error.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { createEvents } from '../platform/pubsub.js';
import { deriveSecrets } from '../platform/secrets.js';
import { reachDatabase } from './reach-database.js';

const USAGE = `npm run key -- --role <${ROLES.join('|')}> --name <who will hold it>
                [--days <1 to 365>] [--source <code>] [--site <GLN>]`;

class UsageError extends Error {}

/*
 * Creates an API key from the terminal: the first one of an installation, or a way back in. The key alone goes to standard
 * output, so that a script can take it.
 */
try {
  console.log(await create(readArguments()));
} catch (error) {
  const isMisused = [UsageError, ConfigError, Refusal].some((kind) => error instanceof kind);
  console.error(isMisused || error instanceof EmbeddedServerError ? (error as Error).message : error);
  process.exitCode = isMisused ? 2 : 1;
}

async function create(key: CreateApiKey): Promise<string> {
  const config = readConfig(process.env);
  const { appUrl, release } = await reachDatabase(config);
  try {
    const db = await openDatabase({ url: appUrl, poolSize: 1 });
    const { companyName, publicUrl } = config;
    const service = {
      db,
      now: () => new Date(),
      // Signs nothing here.
      secrets: deriveSecrets(''),
      events: createEvents(),
      installation: { companyName, publicUrl },
    };
    const answer = await createApiKey(contextFor(service, RETRACE, 'terminal'), key).finally(() => db.close());
    if (answer.outcome !== 'ApiKeyCreated') throw new UsageError(answer.message);
    const { name, role, expiresAt } = answer.apiKey;
    console.error(`For ${name}, as ${role}, until ${expiresAt.toISOString()}. It is not shown again.`);
    return answer.token;
  } catch (error) {
    throw isUnprepared(error)
      ? new UsageError('The database is not prepared yet. Start Retrace once: npm start')
      : error;
  } finally {
    await release();
  }
}

function readArguments(): CreateApiKey {
  const { role, name, days, source, site } = parse();
  if (!role || !name) throw new UsageError(USAGE);
  return {
    role: readRole(role),
    name,
    ...(days && { expiresInDays: Number(days) }),
    ...(source && { sourceCode: source }),
    ...(site && { siteGln: readGln(site) }),
  };
}

function parse() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { role: text, name: text, days: text, source: text, site: text } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text.toUpperCase());
  if (!role) throw new UsageError(`There is no role ${text}.\n${USAGE}`);
  return role;
}

function readGln(text: string): Gln {
  const gln = parseGln(text);
  if (gln instanceof InvalidIdentifier) throw new UsageError(String(gln));
  return gln;
}

/** No table yet, or nobody has let the application use it. */
function isUnprepared(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '42P01' || code === '42501';
}
