import { PIECE } from '../../gs1/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { type Count, countingInLowestLevel } from '../../products/index.js';
import type { MadeQuantity } from '../genealogy/genealogy.query.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { identitiesOf } from './on-record.query.js';
import { transformsOf, type TransformRow } from './transforms-on-record.query.js';
import type { Yield } from './yield-gaps.rule.js';

/** As many goods as are looked up at a time; a transform may name thousands. */
const TRANSFORMS_AT_A_TIME = 100;

/** What went into transforms and came out, of those whose gaps stand at any of these goods. */
export async function yieldsOf(db: Queryable, goodsIds: readonly string[]): Promise<Yield[]> {
  const wanted = new Set(goodsIds);
  const transforms = (await transformsOf(db, goodsIds)).filter((one) => wanted.has(standsAt(one).goodsId));
  const yields: Yield[] = [];
  for (const some of chunksOf(transforms, TRANSFORMS_AT_A_TIME)) yields.push(...(await countedYields(db, some)));
  return yields;
}

/** The first that came out: what came out is named by few transforms, and an ingredient by all that it went into. */
function standsAt({ outputQuantities, outputUnitIds }: TransformRow): Pick<Yield, 'goodsId' | 'goodsKind'> {
  const [batch] = outputQuantities.map(({ batchId }) => batchId).sort();
  return batch === undefined
    ? { goodsId: outputUnitIds.toSorted()[0] ?? '', goodsKind: 'UNIT' }
    : { goodsId: batch, goodsKind: 'BATCH' };
}

async function countedYields(db: Queryable, transforms: readonly TransformRow[]): Promise<Yield[]> {
  const quantities = transforms.flatMap((one) => [...one.inputQuantities, ...one.outputQuantities]);
  const unitIds = transforms.flatMap((one) => [...one.inputUnitIds, ...one.outputUnitIds]);
  const ids = [...new Set([...quantities.map(({ batchId }) => batchId), ...unitIds])];
  const products = new Map<string, string>();
  for (const some of chunksOf(ids)) {
    for (const { goodsId, productId } of await identitiesOf(db, some)) if (productId) products.set(goodsId, productId);
  }
  const count = await countingInLowestLevel(db, [...products.values()]);
  return transforms.map((one) => ({
    ...one,
    ...standsAt(one),
    inputs: counted(one.inputUnitIds, one.inputQuantities, products, count),
    outputs: counted(one.outputUnitIds, one.outputQuantities, products, count),
  }));
}

function counted(
  unitIds: readonly string[],
  quantities: readonly MadeQuantity[],
  products: ReadonlyMap<string, string>,
  count: Count,
): Yield['inputs'] {
  const units = unitIds.map((goodsId) => ({ goodsId, quantity: '1', uom: PIECE }));
  const loose = quantities.map(({ batchId: goodsId, quantity, uom }) => ({ goodsId, quantity, uom }));
  return [...units, ...loose].map(({ goodsId, quantity, uom }) => {
    const productId = products.get(goodsId);
    return productId === undefined ? { gtin: null, quantity, uom } : count({ productId, quantity, uom });
  });
}
