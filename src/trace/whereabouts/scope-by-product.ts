import type { Gtin } from '../../gs1/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchById, unitById } from '../../products/index.js';
import { chunksOf } from '../journeys/load-journeys.js';
import type { GoodsScope } from '../scope.js';

/** The goods of a scope that are of one product; of those that nobody registered it is null. */
export interface ProductScope extends GoodsScope {
  readonly gtin: Gtin | null;
}

/** Divides a scope by product. A unit is of its batch's product, so that none falls into two parts. */
export async function scopeByProduct(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<ProductScope[]> {
  const parts = new Map<Gtin | null, { batchIds: string[]; unitIds: string[] }>();
  const partOf = (gtin: Gtin | null = null) => {
    const part = parts.get(gtin) ?? { batchIds: [], unitIds: [] };
    parts.set(gtin, part);
    return part;
  };
  for (const ids of chunksOf(batchIds)) {
    const gtins = new Map((await batchById.find(db, ids)).map(({ id, gtin }) => [id, gtin]));
    for (const id of ids) partOf(gtins.get(id)).batchIds.push(id);
  }
  for (const ids of chunksOf(unitIds)) {
    const gtins = new Map((await unitById.find(db, ids)).map(({ id, gtin }) => [id, gtin]));
    for (const id of ids) partOf(gtins.get(id)).unitIds.push(id);
  }
  return [...parts].map(([gtin, part]) => ({ gtin, ...part }));
}
