import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { ConfigError } from '../config.js';
import { type Gln, InvalidIdentifier, parseGln } from '../gs1/index.js';
import { createApiKey, type CreateApiKey } from '../keys/index.js';
import { type Role, ROLES } from '../platform/access/actor.js';
import { EmbeddedServerError } from '../platform/database/embedded/embedded-server-error.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { asRetrace, NotPrepared } from './as-retrace.js';

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
  const isMisused = [UsageError, ConfigError, NotPrepared, Refusal].some((kind) => error instanceof kind);
  console.error(isMisused || error instanceof EmbeddedServerError ? (error as Error).message : error);
  process.exitCode = isMisused ? 2 : 1;
}

async function create(key: CreateApiKey): Promise<string> {
  const answer = await asRetrace((context) => createApiKey(context, key));
  if (answer.outcome !== 'ApiKeyCreated') throw new UsageError(answer.message);
  const { name, role, expiresAt } = answer.apiKey;
  console.error(`For ${name}, as ${role}, until ${expiresAt.toISOString()}. It is not shown again.`);
  return answer.token;
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
