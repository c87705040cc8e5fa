import type { Queryable } from '../../platform/database/database.js';

/** A movement that gave held goods to a carrier all the same. */
export interface Load {
  readonly movementId: string;
  readonly carrierId: string;
}

/**
 * The loads of held goods that are on record. Read them before what is decided upon them is evaluated: one that comes between is then
 * known to neither, and is met the next time.
 */
export function loadsOfHeldGoods(db: Queryable, recallId: string): Promise<Load[]> {
  return db.rows<Load>(
    'loads_of_held_goods',
    `
    select distinct movement.movement_id as "movementId", movement.carrier_id as "carrierId"
    from hold_attempt as attempt
    join movement on movement.movement_id = attempt.movement_id and movement.carrier_id is not null
    where attempt.recall_id = $1
      and not exists (select from correction where correction.movement_id = attempt.movement_id)
    order by movement.movement_id
    `,
    [recallId],
  );
}
