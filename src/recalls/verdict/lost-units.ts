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
  const inAllLevels = await inAllPackagingLevels(db, loose);
  if (await unitMayBeIn(db, units, inAllLevels)) return true;

  const { serials, ranges } = scope;
  const named = new Set([...serials, ...ranges].map(({ gtin }) => productId(gtin as Gtin)));
  const productIds = (await productsOf(db, inAllLevels)).filter((id) => goods.productIdsOfUnits.has(id));
  if (productIds.length === 0) return false;
  return someUnitHasNoBatch(db, units, { productIds, orUnheardOf: productIds.some((id) => named.has(id)) });
}

/** The products of units that may have been counted in such quantities. */
export async function productsOfLoose(db: Queryable, loose: readonly LooseInput[]): Promise<string[]> {
  return loose.length === 0 ? [] : productsOf(db, await inAllPackagingLevels(db, loose));
}

async function productsOf(db: Queryable, loose: readonly LooseInput[]): Promise<string[]> {
  const batches = await batchById.find(db, [...new Set(loose.map(({ batchId }) => batchId))]);
  return [...new Set(batches.map((batch) => batch.productId))];
}

async function inAllPackagingLevels(db: Queryable, loose: readonly LooseInput[]): Promise<LooseInput[]> {
  const { groups } = await batchesInOtherLevels(db, [...new Set(loose.map(({ batchId }) => batchId))]);
  const others = new Map<string, Set<string>>();
  for (const { from, to } of groups) {
    for (const one of from) others.set(one, new Set([...(others.get(one) ?? [one]), ...to]));
  }
  return loose.flatMap(({ movementId, batchId }) =>
    [...(others.get(batchId) ?? [batchId])].map((one) => ({ movementId, batchId: one })),
  );
}
