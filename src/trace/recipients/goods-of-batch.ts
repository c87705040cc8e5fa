import type { Queryable } from '../../platform/database/database.js';
import { batchById, type BatchRow, familyOf, packagingAround, unitById } from '../../products/index.js';
import { inAllPackagingLevels, withEverythingMadeFrom } from '../genealogy/made-of-scope.js';
import type { GoodsScope } from '../scope.js';
import type { GoodsToTrace } from './trace-recipients.js';

const NOTHING: GoodsScope = { batchIds: [], unitIds: [] };

/** A batch in all its packaging levels and, unless it is asked about by itself, everything that was made of it. */
export async function goodsOfBatch(
  db: Queryable,
  { id, productId }: BatchRow,
  onlyItself: boolean,
): Promise<GoodsToTrace> {
  const named = { batchIds: [id], unitIds: [] };
  const { levels, truncated: packedFurther } = await packagingAround(db, [productId]);
  const family = familyOf([productId], levels);
  if (onlyItself) {
    const itself = await inAllPackagingLevels(db, named);
    return {
      ...itself,
      productIds: family,
      onlyNamed: true,
      possible: NOTHING,
      truncated: packedFurther ?? itself.truncated,
    };
  }
  const { batchIds, unitIds, possible, truncated } = await withEverythingMadeFrom(db, named);
  const madeUnits = [...unitIds, ...possible.unitIds];
  const made = [
    ...(await batchById.find(db, [...batchIds, ...possible.batchIds])),
    ...(madeUnits.length === 0 ? [] : await unitById.find(db, madeUnits)),
  ];
  return {
    batchIds,
    unitIds,
    possible,
    productIds: [...new Set([...family, ...made.map((goods) => goods.productId)])],
    truncated: packedFurther ?? truncated,
  };
}
