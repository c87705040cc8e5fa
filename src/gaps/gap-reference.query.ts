import type { Queryable } from '../platform/database/database.js';

/** Whether someone can act by this API key now. */
export async function isValidKey(db: Queryable, apiKeyId: string, now: Date): Promise<boolean> {
  const rows = await db.rows(
    'is_valid_key',
    `
    select
    from api_key
    where api_key.api_key_id = $1
      and api_key.revoked_at is null
      and api_key.expires_at > $2
    `,
    [apiKeyId, now],
  );
  return rows.length > 0;
}

/** Whether a movement is on record and has not been corrected: what did not occur proves nothing. */
export async function isOnRecord(db: Queryable, movementId: string): Promise<boolean> {
  const rows = await db.rows(
    'is_movement_on_record',
    `
    select
    from movement
    where movement.movement_id = $1
      and movement.kind is not null
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    `,
    [movementId],
  );
  return rows.length > 0;
}
