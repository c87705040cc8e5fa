import type { Queryable } from '../platform/database/database.js';

/** The units that a movement names, from the one after `after` on; positions count from 1. */
export function unitIdsOfMovement(
  db: Queryable,
  movementId: string,
  limit: number,
  after: number,
): Promise<{ unitId: string; position: number }[]> {
  return db.rows(
    'unit_ids_of_movement',
    `
    select named.unit_id as "unitId", named.position
    from movement
    cross join unnest(movement.unit_ids) with ordinality as named (unit_id, position)
    where movement.movement_id = $1
      and movement.kind is not null
      and named.position > $3
    order by named.position
    limit $2
    `,
    [movementId, limit, after],
  );
}
