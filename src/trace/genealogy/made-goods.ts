import type { Context } from '../../platform/context.js';
import type { BatchQuery } from '../../platform/load.js';
import { batchesOfUnits } from '../../movements/index.js';
import type { MadeQuantity } from './genealogy.query.js';
import type { MadeGoodsType } from './genealogy.type.js';

/** The first batch that claims a unit. */
const batchOfUnit: BatchQuery<{ readonly unitId: string; readonly batchId: string | null }> = {
  async find(db, unitIds) {
    const claims = await batchesOfUnits(db, unitIds);
    return unitIds.map((unitId) => ({ unitId, batchId: claims.get(unitId)?.[0] ?? null }));
  },
  keyOf: ({ unitId }) => unitId,
};

/** Quantities as they stand, and units counted by their batch: a making may name thousands. */
export async function madeGoods(
  { load }: Context,
  quantities: readonly MadeQuantity[],
  unitIds: readonly string[],
): Promise<MadeGoodsType[]> {
  const counts = new Map<string | null, number>();
  const batches = await Promise.all(unitIds.map((unitId) => load(batchOfUnit, unitId)));
  for (const batch of batches) counts.set(batch?.batchId ?? null, (counts.get(batch?.batchId ?? null) ?? 0) + 1);
  return [
    ...quantities.map((made) => ({ units: 0, ...made })),
    ...[...counts].map(([batchId, units]) => ({ batchId, units, quantity: null, uom: null })),
  ];
}
