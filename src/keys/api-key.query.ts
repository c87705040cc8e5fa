import type { PresentedKey } from '../platform/access/api-key.js';
import type { Role } from '../platform/access/actor.js';
import type { Queryable } from '../platform/database/database.js';

export interface ApiKeyRow {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly role: Role;
  readonly sourceId: string | null;
  readonly siteId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

// Everything but the secret's hash, which is only ever compared.
const COLUMNS = `
  api_key.api_key_id as id,
  api_key.prefix,
  api_key.name,
  api_key.role,
  api_key.source_id as "sourceId",
  api_key.site_id as "siteId",
  api_key.created_at as "createdAt",
  api_key.created_by as "createdBy",
  api_key.expires_at as "expiresAt",
  api_key.revoked_at as "revokedAt"
`;

export async function insertApiKey(db: Queryable, key: ApiKeyRow, { prefix, secretHash }: PresentedKey): Promise<void> {
  await db.rows(
    'insert_api_key',
    `
    insert into api_key
      (api_key_id, prefix, secret_hash, name, role, source_id, site_id, created_at, created_by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    `,
    [
      key.id,
      prefix,
      secretHash,
      key.name,
      key.role,
      key.sourceId,
      key.siteId,
      key.createdAt,
      key.createdBy,
      key.expiresAt,
    ],
  );
}

export async function findApiKey(db: Queryable, id: string): Promise<ApiKeyRow | null> {
  const [key] = await db.rows<ApiKeyRow>(
    'find_api_key_by_id',
    `
    select ${COLUMNS}
    from api_key
    where api_key.api_key_id = $1
    `,
    [id],
  );
  return key ?? null;
}

/** Ends a key that has not ended; null when there is no such key. */
export async function endApiKey(db: Queryable, id: string, at: Date, by: string): Promise<ApiKeyRow | null> {
  const [key] = await db.rows<ApiKeyRow>(
    'end_api_key',
    `
    update api_key
    set revoked_at = $2, revoked_by = $3
    where api_key.api_key_id = $1 and api_key.revoked_at is null
    returning ${COLUMNS}
    `,
    [id, at, by],
  );
  return key ?? null;
}

/** Ends every key whose time was over at `at`, so that each end is marked once. */
export async function endExpiredApiKeys(db: Queryable, at: Date, by: string): Promise<ApiKeyRow[]> {
  return db.rows<ApiKeyRow>(
    'end_expired_api_keys',
    `
    update api_key
    set revoked_at = $1, revoked_by = $2
    where api_key.expires_at <= $1 and api_key.revoked_at is null
    returning ${COLUMNS}
    `,
    [at, by],
  );
}

/** At most `limit` keys that follow `after`, newest first. */
export async function listApiKeys(
  db: Queryable,
  limit: number,
  after: readonly [createdAt: string, id: string] | null,
): Promise<ApiKeyRow[]> {
  const [createdAt, id] = after ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  return db.rows<ApiKeyRow>(
    'list_api_keys',
    `
    select ${COLUMNS}
    from api_key
    where (api_key.created_at, api_key.api_key_id) < ($1::timestamptz, $2::uuid)
    order by api_key.created_at desc, api_key.api_key_id desc
    limit $3
    `,
    [createdAt, id, limit],
  );
}
