import type { Context } from '../../platform/context.js';
import type { Origin } from '../../trace/index.js';
import type { Recall } from '../recall.js';
import { recallById } from '../recall.query.js';
import type { RecalledGoods } from '../scope/recalled-goods.js';
import { closedRecallsByGoods, closedRecallsByProduct } from './closed-recalls.query.js';
import { productsOfLoose } from './lost-units.js';
import { type GoodsWithin, idsOfGoods, type UnitFacts } from './verdict.rule.js';

/** A recall that is closed, and what it covered of the goods that are asked about. */
export interface ClosedScope {
  readonly recall: Recall;
  readonly goods: RecalledGoods;
}

/**
 * The closed recalls that held a unit, its batch or what it was made of; those that covered batches of their products, where a
 * link is missing that would tell the batch; and those that covered units which may have been counted in a quantity that went
 * into it. Years of them are not kept in memory as the open ones are: each is asked only
 * for what it says of these goods.
 */
export async function closedScopesOn(context: Context, unit: UnitFacts, origin: Origin | null): Promise<ClosedScope[]> {
  const goodsOf = new Map<string, Gathered>();
  const gather = (recallId: string) => {
    const found = goodsOf.get(recallId) ?? nothingYet();
    goodsOf.set(recallId, found);
    return found;
  };
  const { goodsIds, productIds } = askedOf(unit, origin);
  const productIdsOfLoose = await productsOfLoose(context.db, origin?.loose ?? []);
  const recalledBefore = (ids: readonly string[]) =>
    Promise.all(ids.map((id) => context.load(closedRecallsByProduct, id)));
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

/** Everything by which a recall may have covered a unit; its product only counts where its batch is not certain. */
function askedOf(unit: UnitFacts, origin: GoodsWithin | null) {
  const isWhole = unit.known && !unit.openConflict && unit.batchIds.length === 1;
  const doubtful = [...(isWhole ? [] : [unit]), ...(origin?.units ?? []).filter((part) => part.batchIds.length !== 1)];
  return {
    goodsIds: idsOfGoods(unit, origin),
    productIds: [...new Set(doubtful.map(({ productId }) => productId))],
  };
}
