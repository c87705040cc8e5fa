import { heldGoods, type HoldAttempt, recordHoldAttempts, somethingIsHeld } from '../../holds/index.js';
import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Movement } from '../movement.js';
import type { Origin } from './movement.query.js';
import { namesOf, type Warning, warningAbout } from './warn.js';

/** Deeper packing than this is a mistake in the record. */
const DEEPEST = 20;

/**
 * Held goods that were shipped or delivered all the same, on pallets too. It happened, so it is recorded: as a movement,
 * as an attempt against the hold, and as a warning that the warehouse can still act on.
 */
export async function warnOfHolds(
  tx: Transaction,
  origin: Origin,
  movements: readonly Movement[],
): Promise<Map<Movement, Warning[]>> {
  const outgoing = movements.filter(({ kind }) => kind === 'ship' || kind === 'deliver');
  if (outgoing.length === 0 || !(await somethingIsHeld(tx))) return new Map();

  const warnings = new Map<Movement, Warning[]>();
  const attempts: HoldAttempt[] = [];
  for (const movement of outgoing) {
    const held = await heldGoodsOf(tx, movement);
    const message = 'Held by an open recall: stop these goods, they must not go out.';
    const names = [...new Set([...held.values()].flatMap(({ name }) => name))];
    warnings.set(movement, warningAbout('HELD_GOODS', message, names));
    for (const [goodsId, { recallIds }] of held) {
      for (const recallId of recallIds) {
        attempts.push({ recallId, movementId: movement.movementId, goodsId, recordedAt: origin.recordedAt });
      }
    }
  }
  await recordHoldAttempts(tx, attempts);
  return warnings;
}

/** The held goods of a movement, each with the name under which the movement knows it: a packed unit by its pallet's. */
async function heldGoodsOf(
  tx: Transaction,
  movement: Movement,
): Promise<Map<string, { recallIds: readonly string[]; name: string[] }>> {
  const { units, logisticUnits, quantities } = movement.goods;
  const own = units.map(({ unitId }) => ({ unitId, carriedBy: unitId }));
  const packed = await unitsOn(
    tx,
    logisticUnits.map(({ logisticUnitId }) => logisticUnitId),
  );
  const carriedBy = new Map([...own, ...packed].map((unit) => [unit.unitId, unit.carriedBy]));
  const claims = await batchesOf(tx, [...carriedBy.keys()]);
  const held = await heldGoods(tx, {
    units: [...carriedBy.keys()].map((unitId) => ({ unitId, batchIds: claims.get(unitId) ?? [] })),
    batchIds: quantities.map(({ batch }) => batch.batchId),
  });
  return new Map(
    [...held].map(([goodsId, recallIds]) => [
      goodsId,
      { recallIds, name: namesOf(movement, (id) => id === (carriedBy.get(goodsId) ?? goodsId)) },
    ]),
  );
}

/** Everything on these pallets, through cases, level by level. */
async function unitsOn(
  db: Queryable,
  containerIds: readonly string[],
): Promise<{ unitId: string; carriedBy: string }[]> {
  const found = new Map<string, string>();
  let level = new Map(containerIds.map((id) => [id, id]));
  for (let depth = 0; level.size > 0 && depth < DEEPEST; depth++) {
    const rows = await db.rows<{ goodsId: string; containerId: string }>(
      'packed_in',
      `
      select state.goods_id as "goodsId", state.container_id as "containerId"
      from goods_state as state
      where state.container_id = any($1::uuid[])
      `,
      [arrayLiteral([...level.keys()])],
    );
    const next = new Map<string, string>();
    for (const { goodsId, containerId } of rows) {
      if (found.has(goodsId)) continue;
      const carriedBy = level.get(containerId) ?? containerId;
      found.set(goodsId, carriedBy);
      next.set(goodsId, carriedBy);
    }
    level = next;
  }
  return [...found].map(([unitId, carriedBy]) => ({ unitId, carriedBy }));
}

async function batchesOf(db: Queryable, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ unitId: string; batchIds: string[] }>(
    'batches_of_units',
    `
    select
      state.goods_id as "unitId",
      array_remove(array_append(coalesce(state.other_batch_ids, '{}'), state.batch_id), null) as "batchIds"
    from goods_state as state
    where state.goods_id = any($1::uuid[])
    `,
    [arrayLiteral(unitIds)],
  );
  return new Map(rows.map(({ unitId, batchIds }) => [unitId, batchIds]));
}
