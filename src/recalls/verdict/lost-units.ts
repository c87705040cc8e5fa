import type { Gtin } from '../../gs1/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchById, batchesInOtherLevels, productId } from '../../products/index.js';
import type { LooseInput } from '../../trace/index.js';
import type { RecalledGoods } from '../scope/recalled-goods.js';
import type { Scope } from '../scope/scope.js';
import { type CoveredUnits, someUnitHasNoBatch, unitMayBeIn } from './lost-units.query.js';

/** A rule and what it covers. */
export interface Covered {
  readonly scope: Scope;
  readonly goods: RecalledGoods;
  readonly units: CoveredUnits;
}

/**
 * Whether quantities that went into goods may have held a unit that a scope names. A quantity of its batch may, if the unit
 * was not seen by its serial since; one of its product may, if nobody knows the unit's batch. The same of what was made.
 */
export async function mayHoldRecalledUnit(
  db: Queryable,
  { scope, goods, units }: Covered,
  loose: readonly LooseInput[],
): Promise<boolean> {
  if (goods.productIdsOfUnits.size === 0 || loose.length === 0) return false;
  const { counted, truncated } = await looseInAllLevels(db, loose);
  if (truncated !== null) return true;
  if (await unitMayBeIn(db, units, counted)) return true;

  const countedIn = counted.map(({ batchId }) => batchId);
  return someUnitMayBeOf(db, { scope, goods, units }, await productsOf(db, countedIn));
}

/** Whether some covered unit of these products may be of any of their batches: nobody has said of which it is. */
export async function someUnitMayBeOf(
  db: Queryable,
  { scope: { serials, ranges }, goods, units }: Covered,
  ofProducts: readonly string[],
): Promise<boolean> {
  const productIds = ofProducts.filter((id) => goods.productIdsOfUnits.has(id));
  if (productIds.length === 0) return false;
  const named = new Set([...serials, ...ranges].map(({ gtin }) => productId(gtin as Gtin)));
  return someUnitHasNoBatch(db, units, { productIds, orUnheardOf: productIds.some((id) => named.has(id)) });
}

/** The products of units that may have been counted in quantities of batches. */
export async function productsCountedIn(db: Queryable, batchIds: readonly string[]): Promise<string[]> {
  return productsOf(db, [...(await inAllLevels(db, batchIds)).levels.values()].flat());
}

export async function productsOf(db: Queryable, batchIds: readonly string[]): Promise<string[]> {
  const batches = batchIds.length === 0 ? [] : await batchById.find(db, [...new Set(batchIds)]);
  return [...new Set(batches.map((batch) => batch.productId))];
}

async function looseInAllLevels(db: Queryable, loose: readonly LooseInput[]) {
  const { levels, truncated } = await inAllLevels(
    db,
    loose.map(({ batchId }) => batchId),
  );
  const counted = loose.flatMap(({ movementId, batchId }) =>
    (levels.get(batchId) ?? []).map((one): LooseInput => ({ movementId, batchId: one })),
  );
  return { counted, truncated };
}

/** Batches in all packaging levels. */
export interface InAllLevels {
  /** Of each batch, all that are the same, itself too. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  /** Why there may be more; null when these are all. */
  readonly truncated: string | null;
}

export async function inAllLevels(db: Queryable, batchIds: readonly string[]): Promise<InAllLevels> {
  const asked = [...new Set(batchIds)];
  const { groups, truncated } = await batchesInOtherLevels(db, asked);
  const levels = new Map<string, readonly string[]>(asked.map((id) => [id, [id]]));
  for (const { from, to } of groups) {
    for (const one of from) levels.set(one, [...new Set([...(levels.get(one) ?? [one]), ...to])]);
  }
  return { levels, truncated };
}
