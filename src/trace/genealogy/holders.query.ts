import { CONFLICT_IS_OPEN } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { GoodsScope } from '../scope.js';
import { claimsBesides } from '../units-in-scope.query.js';
import { type Edge, isOfBatchWithout, type MadeQuantity } from './genealogy.query.js';
import { leftIn, NOBODY_TOOK_IT_OUT } from './taken-out.js';

/*
 * # Logistic units that were built into units
 *
 * A tote of screws that is built into a machine is no part of it: the screws are, and what was packed into the tote later.
 * Not what was taken out of it, nor what had been put into another one before.
 */

/** False almost always, and then nothing more need be asked. */
export async function someHolderWasBuiltIn(db: Queryable): Promise<boolean> {
  const found = await db.rows(
    'some_holder_was_built_in',
    `select 1 from genealogy_entry where role = 'HOLDER' limit 1`,
  );
  return found.length > 0;
}

/** Of what was put into a container, nobody took it out of that again. */
const stillIn = (packing: string) => `not exists (
  select
  from packing_by_child as later
  where later.child_id = ${packing}.child_id
    and later.parent_id = ${packing}.parent_id
    and later.unpacked_kind = 'unpack'
    and (later.packed_at, later.packed_sequence, later.pack_movement_id)
      >= (${packing}.packed_at, ${packing}.packed_sequence, ${packing}.pack_movement_id)
)`;

/** Unless only what is certain is asked for, a packing counts of which another content waits for a decision. */
const counts = (movementId: string, onlyCertain: string) => `not (${onlyCertain}::boolean and exists (
  select
  from movement_conflict as conflict
  where conflict.movement_id = ${movementId} and ${CONFLICT_IS_OPEN}
))`;

/** Quantities of batches by the container that they were put into. */
const LOOSE_GOODS = `
  select
    packed.batch_id as goods, packed.container_id as holder_id, null::timestamptz as left_at,
    packed.container_id as loose_in
  from stock_entry as packed
  where packed.batch_id = any($1::uuid[])
    and packed.container_id is not null
    and packed.place_kind = 'PACKED'
    and packed.quantity > 0
    and ${counts('packed.movement_id', '$2')}`;

/**
 * From goods in holders to the movements that built these in, through any number of logistic units. How much of a quantity is
 * left is asked last, of the few that are in a logistic unit which was built in.
 */
const buildingIn = (goodsInHolders: string) => `
  with recursive inside (goods, holder_id, left_at, loose_in) as (
    select packed.goods, packed.holder_id, packed.left_at, packed.loose_in
    from (${goodsInHolders}) as packed
    join logistic_unit on logistic_unit.logistic_unit_id = packed.holder_id
    union
    select inside.goods, packing.parent_id, least(inside.left_at, packing.unpacked_at), inside.loose_in
    from inside
    join packing_by_child as packing on packing.child_id = inside.holder_id
    join logistic_unit on logistic_unit.logistic_unit_id = packing.parent_id
    where ${stillIn('packing')}
      and ${counts('packing.pack_movement_id', '$2')}
  )
  select distinct inside.goods as "from", entry.movement_id as "to"
  from inside
  join genealogy_entry as entry on entry.goods_id = inside.holder_id and entry.role = 'HOLDER'
  join movement on movement.movement_id = entry.movement_id and movement.kind is not null
  where (inside.left_at is null or inside.left_at >= movement.occurred_at)
    and (inside.loose_in is null or exists (${leftIn('inside.goods', 'inside.loose_in')}))
    and ${NOBODY_TOOK_IT_OUT}
    and not exists (select from correction where correction.movement_id = entry.movement_id)`;

/**
 * From goods, logistic units among them, to the movements that built in what held them; `without` what some movements say of the
 * batches of units.
 */
export function movementsBuildingInHoldersOf(
  db: Queryable,
  { batchIds, unitIds }: GoodsScope,
  onlyCertain: boolean,
  without: ReadonlySet<string> = new Set(),
): Promise<Edge[]> {
  const claims = claimsBesides({ batchIds });
  const isWithout = without.size > 0;
  return db.rows<Edge>(
    `movements_building_in_holders_of_${claims.size}_batches${isWithout ? '_without_some' : ''}`,
    buildingIn(`
      select wanted.goods_id as goods, wanted.goods_id as holder_id, null::timestamptz as left_at, null::uuid as loose_in
      from unnest($3::uuid[]) as wanted (goods_id)
      union all
      select entry.goods, packing.parent_id, packing.unpacked_at, null
      from (
        select wanted.goods_id, wanted.goods_id from unnest($3::uuid[]) as wanted (goods_id)
        union all
        select state.batch_id, state.goods_id from goods_state as state where state.batch_id = any($1::uuid[])
        union all
        select claim.batch_id, claim.goods_id from (${claims.sql}) as claim
      ) as entry (goods, goods_id)
      join packing_by_child as packing on packing.child_id = entry.goods_id
      where ${stillIn('packing')}
        ${isWithout ? `and (entry.goods = entry.goods_id or ${isOfBatchWithout('$4', 'entry.goods_id', 'entry.goods')})` : ''}
        and ${counts('packing.pack_movement_id', '$2')}
      union all
      ${LOOSE_GOODS}
    `),
    [
      ...[plainArrayLiteral(batchIds), onlyCertain, plainArrayLiteral(unitIds)],
      ...(isWithout ? [plainArrayLiteral([...without])] : []),
    ],
  );
}

/** The same of batches for what of them is there by quantity alone, not for their units. */
export function movementsBuildingInHoldersOfLoose(db: Queryable, batchIds: readonly string[]): Promise<Edge[]> {
  return db.rows<Edge>('movements_building_in_holders_of_loose', buildingIn(LOOSE_GOODS), [
    plainArrayLiteral(batchIds),
    false,
  ]);
}

/** What the logistic units that a movement built in held, or hold. */
export interface HeldInHolders {
  readonly movementId: string;
  /** They themselves, and what was in them. */
  readonly holderIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly quantities: readonly MadeQuantity[];
}

const insideBuilt = (kind: 'unit' | 'logistic_unit') => `array(
        select inside.goods_id
        from inside
        join ${kind} on ${kind}.${kind}_id = inside.goods_id
        where inside.movement_id = built.movement_id
        order by 1
      )`;

export function heldInHolders(
  db: Queryable,
  movementIds: readonly string[],
  onlyCertain: boolean,
): Promise<HeldInHolders[]> {
  return db.rows<HeldInHolders>(
    'held_in_holders',
    `
    with recursive inside (movement_id, built_at, goods_id) as (
      select entry.movement_id, entry.built_at, entry.goods_id
      from (
        select movement.movement_id, movement.occurred_at as built_at, unnest(movement.logistic_unit_ids) as goods_id
        from movement
        where movement.movement_id = any($1::uuid[]) and movement.kind is not null
      ) as entry
      where ${NOBODY_TOOK_IT_OUT}
      union
      select inside.movement_id, inside.built_at, packing.child_id
      from inside
      join logistic_unit on logistic_unit.logistic_unit_id = inside.goods_id
      join packing_by_parent as packing on packing.parent_id = inside.goods_id
      where (packing.unpacked_at is null or packing.unpacked_at >= inside.built_at)
        and ${stillIn('packing')}
        and ${counts('packing.pack_movement_id', '$2')}
    )
    select
      built.movement_id as "movementId",
      ${insideBuilt('logistic_unit')} as "holderIds",
      ${insideBuilt('unit')} as "unitIds",
      array_to_json(array(
        select jsonb_build_object('batchId', held.batch_id, 'quantity', packed.quantity::text, 'uom', packed.uom)
        from (
          select distinct packed.batch_id, packed.container_id
          from inside
          join stock_entry as packed on packed.container_id = inside.goods_id
          where inside.movement_id = built.movement_id
            and packed.place_kind = 'PACKED'
            and packed.quantity > 0
            and ${counts('packed.movement_id', '$2')}
        ) as held
        cross join lateral (${leftIn('held.batch_id', 'held.container_id')}) as packed
        order by held.batch_id, packed.uom
      )) as quantities
    from (select distinct inside.movement_id from inside) as built
    `,
    [plainArrayLiteral(movementIds), onlyCertain],
  );
}
