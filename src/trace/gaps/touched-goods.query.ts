import type { MovementKind } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** What a movement names that became known, or was voided. */
export interface TouchingMovement {
  readonly kind: MovementKind;
  readonly occurredAt: Date;
  readonly isVoided: boolean;
  /** Units and logistic units, what came out of a transform among them. */
  readonly goodsIds: readonly string[];
  readonly containerId: string | null;
  /** Of quantities, of which units are said to be, and that are declared. */
  readonly batchIds: readonly string[];
}

/** Some captures, and from when to when they were recorded: by that, what they brought is found without an index of its own. */
export interface Captures {
  readonly ids: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

const BROUGHT = (table: string) => `${table}.recorded_at between $2 and $3 and ${table}.capture_id = any($1::uuid[])`;

const valuesOf = ({ ids, from, to }: Captures) => [plainArrayLiteral(ids), from, to];

/** How many goods each of these captures names. Counted before they are read, since one can name 50,000. */
export async function countGoodsOf(db: Queryable, captures: Captures): Promise<Map<string, number>> {
  const rows = await db.rows<{ captureId: string; goods: number }>(
    'count_goods_of_captures',
    `
    select
      movement.capture_id as "captureId",
      sum(
        coalesce(cardinality(movement.unit_ids), 0) + coalesce(cardinality(movement.logistic_unit_ids), 0)
        + coalesce(jsonb_array_length(movement.quantities), 0)
        + coalesce(jsonb_array_length(movement.outputs -> 'units'), 0) + 1
      )::integer as goods
    from movement
    where ${BROUGHT('movement')}
    group by movement.capture_id
    `,
    valuesOf(captures),
  );
  return new Map(rows.map(({ captureId, goods }) => [captureId, goods]));
}

/** What these captures brought, and what their corrections void. */
export function movementsTouchedBy(db: Queryable, captures: Captures): Promise<TouchingMovement[]> {
  return db.rows<TouchingMovement>(
    'movements_touched_by_captures',
    `
    select
      touching.kind, touching.occurred_at as "occurredAt", touching.is_voided as "isVoided",
      coalesce(touching.unit_ids, '{}') || coalesce(touching.logistic_unit_ids, '{}') || array(
        select (line ->> 'unitId')::uuid from jsonb_array_elements(coalesce(touching.outputs -> 'units', '[]')) as line
      ) as "goodsIds",
      touching.container_id as "containerId",
      array(
        select (line ->> 'batchId')::uuid
        from jsonb_array_elements(
          coalesce(touching.quantities, '[]') || coalesce(touching.outputs -> 'quantities', '[]')
        ) as line
        union
        select (line ->> 'batchId')::uuid
        from jsonb_array_elements(coalesce(touching.outputs -> 'units', '[]')) as line
        where line ->> 'batchId' is not null
        union
        select said.batch_id
        from unnest(
          touching.unit_batch_ids || touching.container_batch_id || (touching.declaration ->> 'batchId')::uuid
        ) as said (batch_id)
        where said.batch_id is not null
      ) as "batchIds"
    from (
      select movement.*, false as is_voided
      from movement
      where ${BROUGHT('movement')}
      union all
      select movement.*, true
      from correction
      join movement on movement.movement_id = correction.movement_id
      where ${BROUGHT('correction')}
    ) as touching
    where touching.kind is not null
    `,
    valuesOf(captures),
  );
}

/** Goods of conflicts that these captures brought or decided, by a decision or by a correction of the movement. */
export async function goodsInConflictsOf(db: Queryable, captures: Captures): Promise<string[]> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_in_conflicts_of_captures',
    `
    select distinct unnest(conflict.goods_ids) as "goodsId"
    from (
      select brought.goods_ids
      from movement_conflict as brought
      where ${BROUGHT('brought')}
      union all
      select decided.goods_ids
      from movement_conflict as decided
      where decided.resolution_capture_id = any($1::uuid[])
      union all
      select voided.goods_ids
      from correction
      join movement_conflict as voided on voided.movement_id = correction.movement_id
      where ${BROUGHT('correction')}
    ) as conflict
    `,
    valuesOf(captures),
  );
  return rows.map(({ goodsId }) => goodsId);
}

/** Goods of gaps that somebody explained by a movement that these captures correct. */
export async function goodsWithoutEvidence(db: Queryable, captures: Captures): Promise<string[]> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_without_evidence',
    `
    select distinct gap.goods_id as "goodsId"
    from correction
    join gap on gap.evidence_movement_id = correction.movement_id
    where ${BROUGHT('correction')}
    `,
    valuesOf(captures),
  );
  return rows.map(({ goodsId }) => goodsId);
}

/** The batches of which quantities were ever in these containers. */
export async function batchesEverIn(db: Queryable, containerIds: readonly string[]): Promise<string[]> {
  if (containerIds.length === 0) return [];
  const rows = await db.rows<{ batchId: string }>(
    'batches_ever_in_containers',
    `
    select distinct entry.batch_id as "batchId"
    from stock_entry as entry
    where entry.container_id = any($1::uuid[])
    `,
    [plainArrayLiteral(containerIds)],
  );
  return rows.map(({ batchId }) => batchId);
}

/** The batches of those of these units that ever went into a transform: how much was made of a batch may be another then. */
export async function batchesOfUnitsUsedUp(db: Queryable, goodsIds: readonly string[]): Promise<string[]> {
  if (goodsIds.length === 0) return [];
  const rows = await db.rows<{ batchId: string }>(
    'batches_of_units_used_up',
    `
    select distinct batch.batch_id as "batchId"
    from genealogy_entry as entry
    join goods_state as state on state.goods_id = entry.goods_id
    cross join lateral unnest(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id)) as batch (batch_id)
    where entry.goods_id = any($1::uuid[])
      and entry.role = 'INPUT'
      and batch.batch_id is not null
    `,
    [plainArrayLiteral(goodsIds)],
  );
  return rows.map(({ batchId }) => batchId);
}

/** Goods in a container about which something new is known from a time on. */
export interface ChildTouched {
  readonly childId: string;
  readonly since: Date;
  /** Whether it has a scan of its own at that time or later. */
  readonly wasScannedSince: boolean;
  readonly hasOpenGap: boolean;
}

/** What was in these containers, each from its time on. */
export function childrenTouched(
  db: Queryable,
  containers: readonly (readonly [containerId: string, since: Date])[],
): Promise<ChildTouched[]> {
  return db.rows<ChildTouched>(
    'children_touched',
    `
    select
      packing.child_id as "childId", container.since, state.seen_at >= container.since as "wasScannedSince",
      exists (select from gap where gap.goods_id = packing.child_id and gap.state = 'OPEN') as "hasOpenGap"
    from unnest($1::uuid[], $2::timestamptz[]) as container (container_id, since)
    join packing_by_parent as packing on packing.parent_id = container.container_id
    join goods_state as state on state.goods_id = packing.child_id
    where packing.unpacked_at is null or packing.unpacked_at >= container.since
    union all
    -- Taken out without a place of what they were not on record as in: they are where that was, all the same.
    select link.goods_id, container.since, true, false
    from unnest($1::uuid[], $2::timestamptz[]) as container (container_id, since)
    join goods_movement as link on link.container_id = container.container_id
    where link.kind = 'unpack'
      and link.location_id is null
      and link.occurred_at >= container.since
    `,
    [
      plainArrayLiteral(containers.map(([containerId]) => containerId)),
      plainArrayLiteral(containers.map(([, since]) => since.toISOString())),
    ],
  );
}
