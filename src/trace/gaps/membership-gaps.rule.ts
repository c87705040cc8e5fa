import { gapAt, gapOf, type GoodsRule, ownSteps } from './goods-gap.rule.js';

/** A recall of a batch would not reach it. */
export const unitWithoutBatch: GoodsRule = (goods) => {
  const [first, ...rest] = ownSteps(goods);
  if (goods.goodsKind !== 'UNIT' || !first) return [];
  if ([first, ...rest].some(({ link }) => link.batchId !== null)) return [];
  return [gapOf(goods, 'UNIT_WITHOUT_BATCH', { since: first.occurredAt }, 'Nobody has said of which batch it is.')];
};

/** Each further batch that claims it is a contradiction of its own. */
export const unitInTwoBatches: GoodsRule = (goods) => {
  const claimed = new Set<string>();
  return ownSteps(goods).flatMap((step) => {
    const { batchId } = step.link;
    if (goods.goodsKind !== 'UNIT' || batchId === null || claimed.has(batchId)) return [];
    claimed.add(batchId);
    if (claimed.size === 1) return [];
    return [gapAt(goods, 'UNIT_IN_TWO_BATCHES', step, 'Said to be of another batch than before.')];
  });
};

/** Until someone decides, nothing is certain of it. */
export const openConflict: GoodsRule = (goods) =>
  goods.conflicts.map((conflict) => gapOf(goods, 'OPEN_CONFLICT', conflict, TWO_CONTENTS));

export const TWO_CONTENTS = 'Two contents were sent under the id of one movement; nobody has decided which is right.';
