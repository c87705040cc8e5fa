import { CONFLICT_IS_OPEN, type GenealogyRole } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { GoodsScope } from '../scope.js';
import { claimsBesides } from '../units-in-scope.query.js';
import { STILL_BUILT_IN } from './taken-out.js';

/** A quantity that went into goods, or came out. */
export interface MadeQuantity {
  readonly batchId: string;
  readonly quantity: string;
  readonly uom: string;
}

export interface MadeUnit {
  readonly unitId: string;
  /** The batch that the movement said it is of. */
  readonly batchId: string | null;
}

/** A movement that made goods of goods: a transform, or a pack that built goods into a serialised unit. */
export interface MakingRow {
  readonly movementId: string;
  readonly isAssembly: boolean;
  /** Whether a logistic unit was built in, with whatever it held. */
  readonly holdsLogisticUnit: boolean;
  readonly inputUnitIds: readonly string[];
  readonly inputQuantities: readonly MadeQuantity[];
  readonly outputUnits: readonly MadeUnit[];
  readonly outputQuantities: readonly MadeQuantity[];
}

/** That the walk goes on from one id to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** That more than some movements say that a unit is of a batch. */
export const isOfBatchWithout = (movements: string, unit: string, batch: string) => `exists (
  select
  from goods_movement as said
  where said.goods_id = ${unit}
    and said.batch_id = ${batch}
    and said.movement_id <> all(${movements}::uuid[])
)`;

/**
 * From goods to the movements in which they played one of these roles: the named units, the batches as quantities, and every
 * unit of the batches for its batch. What a correction voided never happened, nor what movements `without` which it is asked
 * for say of the batches of units.
 */
export function movementsMaking(
  db: Queryable,
  { batchIds, unitIds }: GoodsScope,
  roles: readonly GenealogyRole[],
  without: ReadonlySet<string> = new Set(),
): Promise<Edge[]> {
  const claims = claimsBesides({ batchIds }, '$2');
  const isWithout = without.size > 0;
  return db.rows<Edge>(
    `movements_making_of_${claims.size}_batches${isWithout ? '_without_some' : ''}`,
    `
    select distinct entry.goods as "from", entry.movement_id as "to"
    from (
      select entry.goods_id as goods, entry.goods_id, entry.movement_id, entry.role
      from genealogy_entry as entry
      where entry.goods_id = any($1::uuid[])
      union all
      select state.batch_id, entry.goods_id, entry.movement_id, entry.role
      from goods_state as state
      join genealogy_entry as entry on entry.goods_id = state.goods_id
      where state.batch_id = any($2::uuid[])
      union all
      select claim.batch_id, entry.goods_id, entry.movement_id, entry.role
      from (${claims.sql}) as claim
      join genealogy_entry as entry on entry.goods_id = claim.goods_id
    ) as entry
    where entry.role = any($3::text[])
      and (entry.role <> 'COMPONENT' or ${STILL_BUILT_IN})
      and not exists (select from correction where correction.movement_id = entry.movement_id)
      ${isWithout ? `and (entry.goods = entry.goods_id or ${isOfBatchWithout('$4', 'entry.goods_id', 'entry.goods')})` : ''}
    `,
    [
      plainArrayLiteral([...batchIds, ...unitIds]),
      plainArrayLiteral(batchIds),
      roles,
      ...(isWithout ? [plainArrayLiteral([...without])] : []),
    ],
  );
}

/** The batches that units are of, as more than some movements say. */
export async function batchesOfUnitsWithout(
  db: Queryable,
  unitIds: readonly string[],
  without: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ unitId: string; batchIds: string[] }>(
    'batches_of_units_without',
    `
    select said.goods_id as "unitId", array_agg(distinct said.batch_id) as "batchIds"
    from goods_movement as said
    where said.goods_id = any($1::uuid[])
      and said.batch_id is not null
      and said.movement_id <> all($2::uuid[])
    group by said.goods_id
    `,
    [plainArrayLiteral(unitIds), plainArrayLiteral([...without])],
  );
  return new Map(rows.map(({ unitId, batchIds }) => [unitId, batchIds]));
}

/** What went into these movements and what came out, in key order. */
export function makingsById(db: Queryable, movementIds: readonly string[]): Promise<MakingRow[]> {
  return db.rows<MakingRow>(
    'makings_by_id',
    `
    select
      movement.movement_id as "movementId", movement.kind = 'pack' as "isAssembly",
      movement.logistic_unit_ids is not null as "holdsLogisticUnit",
      case
        when movement.kind = 'pack' then array(
          select entry.goods_id
          from (select unnest(movement.unit_ids) as goods_id, movement.movement_id) as entry
          where ${STILL_BUILT_IN}
        )
        else coalesce(movement.unit_ids, '{}')
      end as "inputUnitIds",
      case
        when movement.kind = 'pack' then array_to_json(array(
          select entry.quantity
          from (
            select (quantity ->> 'batchId')::uuid as goods_id, movement.movement_id, quantity, at
            from jsonb_array_elements(movement.quantities) with ordinality as packed (quantity, at)
          ) as entry
          where ${STILL_BUILT_IN}
          order by entry.at
        ))::jsonb
        else coalesce(movement.quantities, '[]')
      end as "inputQuantities",
      case
        when movement.kind = 'pack' then jsonb_build_array(jsonb_build_object('unitId', movement.container_id, 'batchId', null))
        else coalesce(movement.outputs -> 'units', '[]')
      end as "outputUnits",
      coalesce(movement.outputs -> 'quantities', '[]') as "outputQuantities"
    from movement
    where movement.movement_id = any($1::uuid[])
      and movement.kind is not null
    order by movement.movement_id
    `,
    [plainArrayLiteral(movementIds)],
  );
}

export interface BatchOfUnit extends Edge {
  /** Whether a unit is on record as built into it: of parts by quantity, and of what a tote held, that says too little. */
  readonly hasParts: boolean;
}

/**
 * From units to their batches, of those units that are on record as having come out of nothing by themselves; `without` what some
 * movements say of their batches.
 */
export function batchesOfUnitsOfNoOrigin(
  db: Queryable,
  unitIds: readonly string[],
  without: ReadonlySet<string> = new Set(),
): Promise<BatchOfUnit[]> {
  const isWithout = without.size > 0;
  return db.rows<BatchOfUnit>(
    `batches_of_units_of_no_origin${isWithout ? '_without_some' : ''}`,
    `
    select state.goods_id as "from", batch.batch_id as "to",
      exists (
        select
        from packing_by_parent as packing
        join unit on unit.unit_id = packing.child_id
        where packing.parent_id = state.goods_id and packing.unpacked_at is null
      ) as "hasParts"
    from goods_state as state
    cross join lateral unnest(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id)) as batch (batch_id)
    where state.goods_id = any($1::uuid[])
      and state.batch_id is not null
      and not exists (
        select from genealogy_entry as entry
        where entry.goods_id = state.goods_id
          and entry.role = 'OUTPUT'
          and not exists (select from correction where correction.movement_id = entry.movement_id)
      )
      ${isWithout ? `and ${isOfBatchWithout('$2', 'state.goods_id', 'batch.batch_id')}` : ''}
    `,
    [plainArrayLiteral(unitIds), ...(isWithout ? [plainArrayLiteral([...without])] : [])],
  );
}

/** A movement that another content waits beside for a decision, and a batch that it says units are of. */
interface DisputedClaim {
  readonly movementId: string;
  readonly batchId: string;
}

/** All of them: there are few, and a batch may have millions of units. */
export function disputedClaims(db: Queryable): Promise<DisputedClaim[]> {
  return db.rows<DisputedClaim>(
    'disputed_claims',
    `
    select distinct said.movement_id as "movementId", said.batch_id as "batchId"
    from movement_conflict as conflict
    cross join lateral unnest(conflict.goods_ids) as named (goods_id)
    join goods_movement as said on said.goods_id = named.goods_id and said.movement_id = conflict.movement_id
    where ${CONFLICT_IS_OPEN}
      and said.batch_id is not null
    order by 1, 2
    `,
  );
}
