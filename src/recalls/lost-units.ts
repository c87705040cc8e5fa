import type { Gtin } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import { batchById, batchesInOtherLevels, productId } from '../products/index.js';
import type { LooseInput } from '../trace/index.js';
import { someUnitHasNoBatch, unitMayBeIn } from './lost-units.query.js';
import type { OpenScope } from './open-scopes.js';

/**
 * Whether quantities that went into goods may have held a unit that a recall names. A quantity of its batch may, if the unit
 * was not seen by its serial since; one of its product may, if nobody knows the unit's batch.
 */
export async function mayHoldRecalledUnit(
  db: Queryable,
  { recall, goods }: OpenScope,
  loose: readonly LooseInput[],
): Promise<boolean> {
  if (goods.unitIds.size === 0 || loose.length === 0) return false;
  const inAllLevels = await withOtherLevels(db, loose);
  if (await unitMayBeIn(db, recall.id, inAllLevels)) return true;

  const { serials, ranges } = recall.scope;
  const named = new Set([...serials, ...ranges].map(({ gtin }) => productId(gtin as Gtin)));
  const batches = await batchById.find(db, [...new Set(inAllLevels.map(({ batchId }) => batchId))]);
  return batches.some((batch) => named.has(batch.productId)) && (await someUnitHasNoBatch(db, recall.id));
}

async function withOtherLevels(db: Queryable, loose: readonly LooseInput[]): Promise<LooseInput[]> {
  const { groups } = await batchesInOtherLevels(db, [...new Set(loose.map(({ batchId }) => batchId))]);
  const others = new Map<string, Set<string>>();
  for (const { from, to } of groups) {
    for (const one of from) others.set(one, new Set([...(others.get(one) ?? [one]), ...to]));
  }
  return loose.flatMap(({ movementId, batchId }) =>
    [...(others.get(batchId) ?? [batchId])].map((one) => ({ movementId, batchId: one })),
  );
}
