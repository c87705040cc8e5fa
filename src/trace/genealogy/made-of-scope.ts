import type { Queryable } from '../../platform/database/database.js';
import { batchesInOtherLevels } from '../../products/index.js';
import type { GoodsScope } from '../scope.js';
import { walkGenealogy } from './walk-genealogy.js';

export interface MadeOfScope extends GoodsScope {
  /** Why there may be more; null when this is all. */
  readonly truncated: string | null;
}

/** The goods of a scope and everything that was made from them, in all packaging levels. */
export async function withEverythingMadeFrom(db: Queryable, scope: GoodsScope): Promise<MadeOfScope> {
  const { batches, units, truncated } = await walkGenealogy(db, scope, 'FORWARD');
  return { batchIds: [...batches.keys()].sort(), unitIds: [...units.keys()].sort(), truncated };
}

/** The goods of a scope themselves, however they are packed. */
export async function inAllPackagingLevels(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<GoodsScope> {
  const { batches } = await batchesInOtherLevels(db, batchIds);
  return { batchIds: [...new Set([...batchIds, ...batches.map(({ to }) => to)])].sort(), unitIds };
}
