import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { MovementKind } from '../../movements/index.js';

/** A batch that units claim, and since when nobody has seen the one of them that was seen longest ago. */
export interface UnitsUnseen {
  readonly batchId: string;
  readonly seenAt: Date;
  readonly seenKind: MovementKind;
  readonly seenSequence: number;
  readonly seenMovementId: string;
}

/** What went into other goods by its serial went nowhere else. `state` is a unit's. */
export const IS_NOT_USED_UP = `not (state.placed_kind = 'transform' and state.location_id is null)`;

/** That a movement comes after the last that is on record of a unit. */
export const CAME_AFTER_ITS_LAST_SCAN = `
  (movement.occurred_at, movement.kind, movement.source_sequence, movement.movement_id)
    > (state.seen_at, state.seen_kind, state.seen_sequence, state.seen_movement_id)`;

/** The batches that claim these units, once each. */
export function batchesOfUnseen(db: Queryable, unitIds: readonly string[]): Promise<UnitsUnseen[]> {
  return db.rows<UnitsUnseen>(
    'batches_of_unseen',
    `
    select distinct on (claim.batch_id)
      claim.batch_id as "batchId", state.seen_at as "seenAt", state.seen_kind as "seenKind",
      state.seen_sequence as "seenSequence", state.seen_movement_id as "seenMovementId"
    from goods_state as state
    cross join lateral unnest(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id)) as claim (batch_id)
    where state.goods_id = any($1::uuid[])
      and claim.batch_id is not null
      and ${IS_NOT_USED_UP}
    order by
      claim.batch_id, state.seen_at, state.seen_kind, state.seen_sequence, state.seen_movement_id
    `,
    [plainArrayLiteral(unitIds)],
  );
}

/** The makings that a quantity of one of the batches went into after its unit was seen last. */
export async function makingsSince(db: Queryable, unseen: readonly UnitsUnseen[]): Promise<string[]> {
  const rows = await db.rows<{ movementId: string }>(
    'makings_since_last_seen',
    `
    select distinct movement.movement_id as "movementId"
    from unnest($1::uuid[], $2::timestamptz[], $3::movement_kind[], $4::bigint[], $5::uuid[])
      as state (batch_id, seen_at, seen_kind, seen_sequence, seen_movement_id)
    join genealogy_entry as entry on entry.goods_id = state.batch_id and entry.role in ('INPUT', 'COMPONENT')
    join movement on movement.movement_id = entry.movement_id and movement.kind is not null
    where ${CAME_AFTER_ITS_LAST_SCAN}
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by 1
    `,
    [
      plainArrayLiteral(unseen.map(({ batchId }) => batchId)),
      unseen.map(({ seenAt }) => seenAt),
      unseen.map(({ seenKind }) => seenKind),
      unseen.map(({ seenSequence }) => seenSequence),
      plainArrayLiteral(unseen.map(({ seenMovementId }) => seenMovementId)),
    ],
  );
  return rows.map(({ movementId }) => movementId);
}
