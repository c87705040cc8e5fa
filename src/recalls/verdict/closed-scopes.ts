import type { Context } from '../../platform/context.js';
import type { Recall } from '../recall.js';
import { recallById } from '../recall.query.js';
import type { RecalledGoods } from '../scope/recalled-goods.js';
import { closedRecallsByGoods, closedRecallsByProduct } from './closed-recalls.query.js';
import { productsCountedIn } from './lost-units.js';
import type { MeantBy } from './subject.js';

/** A recall that is closed, and what it covered of the goods that are asked about. */
export interface ClosedScope {
  readonly recall: Recall;
  readonly goods: RecalledGoods;
}

/**
 * The closed recalls that held goods, what these belong to or what they were made of; those that covered batches of their products,
 * where a link is missing that would tell the batch; and those that covered units which may have been counted in a quantity of them,
 * or of what went into them. Years of them are not kept in memory as the open ones are: each is asked only
 * for what it says of these goods.
 */
export async function closedScopesOn(
  context: Context,
  { goodsIds, productIds, countedIn }: MeantBy,
): Promise<ClosedScope[]> {
  const goodsOf = new Map<string, Gathered>();
  const gather = (recallId: string) => {
    const found = goodsOf.get(recallId) ?? nothingYet();
    goodsOf.set(recallId, found);
    return found;
  };
  const productIdsOfLoose = await productsCountedIn(context.db, countedIn);
  const recalledBefore = (ids: readonly string[]) =>
    Promise.all([...new Set(ids)].map((id) => context.load(closedRecallsByProduct, id)));
  const [held, recalled, mayBeLost] = await Promise.all([
    Promise.all(goodsIds.map((id) => context.load(closedRecallsByGoods, id))),
    recalledBefore(productIds),
    recalledBefore(productIdsOfLoose),
  ]);
  for (const one of held) {
    for (const { recallId, isCertain } of one?.recalls ?? []) {
      const certain = gather(recallId);
      const covered = isCertain ? certain : certain.possible;
      if (one) (one.kind === 'BATCH' ? covered.batchIds : covered.unitIds).add(one.goodsId);
    }
  }
  for (const one of recalled) for (const id of one?.ofBatches ?? []) if (one) gather(id).productIds.add(one.productId);
  for (const one of mayBeLost) {
    for (const id of one?.ofUnits ?? []) if (one) gather(id).productIdsOfUnits.add(one.productId);
  }

  const scopes = [...goodsOf].map(async ([recallId, goods]) => {
    const recall = await context.load(recallById, recallId);
    return recall && { recall, goods };
  });
  return (await Promise.all(scopes)).filter((scope) => scope !== null);
}

const nothingYet = () => ({
  batchIds: new Set<string>(),
  unitIds: new Set<string>(),
  possible: { batchIds: new Set<string>(), unitIds: new Set<string>() },
  productIds: new Set<string>(),
  productIdsOfUnits: new Set<string>(),
});
type Gathered = ReturnType<typeof nothingYet>;
