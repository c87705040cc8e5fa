import { holdersOfGoods } from '../../holds/index.js';
import type { Context } from '../../platform/context.js';
import type { OpenScope } from '../open-scopes.js';
import type { RecalledGoods } from '../scope/recalled-goods.js';
import type { Subject } from './subject.js';

/**
 * Open recalls, with what they hold of goods, of what these belong to and of what they were made of. They hold more than was frozen with them: what
 * came in since, and what belongs to their goods by one of two records that contradict each other. Nobody can move that, so
 * nobody may be told that it is not affected. What a recall of only the named goods holds besides is in dispute, and it does not
 * cover that.
 */
export async function withWhatTheyHold(
  context: Context,
  { meantBy }: Subject,
  open: readonly OpenScope[],
): Promise<readonly OpenScope[]> {
  if (open.every(({ recall }) => recall.scope.onlyNamed)) return open;
  const { goodsIds } = await meantBy();
  const holders = await Promise.all(goodsIds.map((id) => context.load(holdersOfGoods, id)));
  const heldBy = new Map<string, Set<string>>();
  for (const { goodsId, recallIds } of holders.flatMap((one) => one ?? [])) {
    for (const id of recallIds) heldBy.set(id, (heldBy.get(id) ?? new Set()).add(goodsId));
  }
  return open.map(({ recall, goods }) => {
    const held = recall.scope.onlyNamed ? undefined : heldBy.get(recall.id);
    return { recall, goods: held ? alsoHolding(goods, held) : goods };
  });
}

function alsoHolding(goods: RecalledGoods, held: ReadonlySet<string>): RecalledGoods {
  const besides = [...held].filter((id) => !goods.batchIds.has(id) && !goods.unitIds.has(id));
  const { batchIds, unitIds } = goods.possible;
  return {
    ...goods,
    possible: { batchIds: new Set([...batchIds, ...besides]), unitIds: new Set([...unitIds, ...besides]) },
  };
}
