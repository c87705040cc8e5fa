import { timingSafeEqual } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { Queryable } from '../database/database.js';
import type { Actor, Role } from './actor.js';
import { type PresentedKey, readApiKey } from './api-key.js';

/** Who holds this token, or null when nobody may use it. */
export type Authenticate = (token: string) => Promise<Actor | null>;

export interface AuthenticateOptions {
  readonly db: Queryable;
  readonly now: () => Date;
  /** A clock that never jumps, in milliseconds. */
  readonly elapsed?: () => number;
}

interface ApiKey {
  readonly actor: Actor;
  readonly expiresAt: Date;
}

/** How long a key is believed without asking the database: a revoked one is dead within five seconds (E6). */
const TRUSTED_MS = 4_000;
const MOST_KEYS = 10_000;

/**
 * Only keys that were good are remembered, each under prefix and secret. So a wrong secret costs the same trip to the database
 * whether its prefix exists or not, and the time it takes tells nothing.
 */
export function createAuthenticate({ db, now, elapsed = () => performance.now() }: AuthenticateOptions): Authenticate {
  const trusted = new LRUCache<string, ApiKey, PresentedKey>({
    max: MOST_KEYS,
    ttl: TRUSTED_MS,
    ttlResolution: 0,
    perf: { now: elapsed },
    ignoreFetchAbort: true,
    fetchMethod: (_name, _stale, { context: presented }) => findApiKey(db, presented),
  });

  return async (token) => {
    const presented = readApiKey(token);
    if (!presented) return null;
    const name = `${presented.prefix}.${presented.secretHash.toString('hex')}`;
    const key = await trusted.fetch(name, { context: presented });
    return key && key.expiresAt > now() ? key.actor : null;
  };
}

interface ApiKeyRow {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly role: Role;
  readonly sourceId: string | null;
  readonly siteId: string | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const NO_SECRET = Buffer.alloc(32);

async function findApiKey(db: Queryable, presented: PresentedKey): Promise<ApiKey | undefined> {
  const [row] = await db.rows<ApiKeyRow>(
    'find_api_key',
    `
    select api_key.api_key_id as id,
      api_key.secret_hash as "secretHash",
      api_key.role,
      api_key.source_id as "sourceId",
      api_key.site_id as "siteId",
      api_key.expires_at as "expiresAt",
      api_key.revoked_at as "revokedAt"
    from api_key
    where api_key.prefix = $1
    `,
    [presented.prefix],
  );
  // Compared also when there is nothing to compare with, for the time it takes.
  const matches = timingSafeEqual(row?.secretHash ?? NO_SECRET, presented.secretHash);
  if (!row || !matches || row.revokedAt) return undefined;
  const { id, role, sourceId, siteId, expiresAt } = row;
  return { actor: { id, role, sourceId, siteId }, expiresAt };
}
