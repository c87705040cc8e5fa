import type { FoundGap } from '../../gaps/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchesMade } from './batches-made.js';
import { declarationGaps } from './declaration-gaps.js';
import { gapsOfGoodsOnRecord } from './gaps-of-goods.rule.js';
import type { GoodsOnRecord } from './goods-on-record.js';
import { TWO_CONTENTS } from './membership-gaps.rule.js';
import { identitiesOf, openConflictsByGoods } from './on-record.query.js';
import { shortages, transitFlows } from './quantities-on-record.query.js';
import { negativeStock, quantityGaps } from './quantity-gaps.rule.js';
import { readGoodsOnRecord } from './read-goods-on-record.js';
import { overproduction, yieldGaps } from './yield-gaps.rule.js';
import { yieldsOf } from './yields-on-record.js';

/** A gap, and the product by which it is listed. */
type GapOfProduct = FoundGap & { readonly productId: string | null };

/** Every gap in what is on record of these units, logistic units and batches. */
export async function findGaps(
  db: Queryable,
  goodsIds: readonly string[],
  overdueThrough: Date,
): Promise<GapOfProduct[]> {
  if (goodsIds.length === 0) return [];
  const goods = await readGoodsOnRecord(db, goodsIds, { withContainers: false });
  const found = await findGapsOnRecord(db, goods, overdueThrough);
  const others = goodsIds.filter((goodsId) => !goods.has(goodsId));
  return [
    ...found.map((gap) => ({ ...gap, productId: goods.get(gap.goodsId)?.productId ?? null })),
    ...(await findGapsOfBatches(db, others, overdueThrough)),
  ];
}

/** Every gap of units and logistic units of which this is on record, for the queue and for whoever asks for one of them. */
export async function findGapsOnRecord(
  db: Queryable,
  goods: ReadonlyMap<string, GoodsOnRecord>,
  overdueThrough: Date,
): Promise<FoundGap[]> {
  return [
    ...[...goods.values()].flatMap((one) => gapsOfGoodsOnRecord(one, overdueThrough)),
    ...(await yieldsOf(db, [...goods.keys()])).flatMap(yieldGaps),
  ];
}

async function findGapsOfBatches(db: Queryable, ids: readonly string[], overdueThrough: Date): Promise<GapOfProduct[]> {
  if (ids.length === 0) return [];
  const products = new Map((await identitiesOf(db, ids)).map(({ goodsId, productId }) => [goodsId, productId]));
  const batchIds = [...products.keys()];
  if (batchIds.length === 0) return [];
  const conflicts = await openConflictsByGoods(db, batchIds);
  const found = [
    ...quantityGaps(await transitFlows(db, batchIds, overdueThrough)),
    ...(await shortages(db, batchIds)).map(negativeStock),
    ...(await yieldsOf(db, batchIds)).flatMap(yieldGaps),
    ...(await batchesMade(db, batchIds)).flatMap(overproduction),
    ...(await declarationGaps(db, batchIds)),
    ...conflicts.map(({ goodsId, movementId, since }) => conflictOfBatch(goodsId, movementId, since)),
  ];
  return found.map((gap) => ({ ...gap, productId: products.get(gap.goodsId) ?? null }));
}

function conflictOfBatch(goodsId: string, movementId: string, since: Date): FoundGap {
  return {
    kind: 'OPEN_CONFLICT',
    goodsId,
    goodsKind: 'BATCH',
    mark: movementId,
    movementId,
    locationId: null,
    carrierId: null,
    since,
    explanation: TWO_CONTENTS,
  };
}
