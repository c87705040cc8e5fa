import type { Queryable } from '../../platform/database/database.js';
import { type Progress, unheard } from '../progress.js';
import { type GoodsScope, type PossibleGoods, type Traced, whyMore } from '../scope.js';
import type { Recipient } from './recipient-tally.js';
import { reachOfScope } from './recipients.js';
import { type UnitsWithoutBatch, unitsWithoutBatch } from './units-without-batch.js';

/** Goods with all that was found out about them before it is asked whom they reached. */
export interface GoodsToTrace extends Traced {
  /** Products of which the batches are in question. Of a unit of theirs, nobody may have said which it is of. */
  readonly productIds: readonly string[];
  /** What may hold some of these goods, and may not. */
  readonly possible: PossibleGoods;
  /** That what was made of goods is not asked for. */
  readonly onlyNamed?: boolean;
}

export interface TracedRecipients {
  readonly recipients: readonly Recipient[];
  readonly traced: Traced;
}

/** Whom goods reached, or may have reached: units of which nobody has said the batch may be of a batch in question. */
export async function traceRecipients(
  db: Queryable,
  goods: GoodsToTrace,
  now: Date,
  progress: Progress = unheard,
): Promise<TracedRecipients> {
  const withoutBatch = await unitsWithoutBatch(db, goods);
  const scope = { ...goods, ofNoBatch: goodsOfNoBatch(withoutBatch) };
  const { recipients, truncated } = await reachOfScope(db, scope, now, progress);
  const traced = tracedWith(goods, withoutBatch);
  return { recipients, traced: { ...traced, truncated: whyMore(traced.truncated, truncated) } };
}

/** Units of no batch on record, and what was made of them. */
export function goodsOfNoBatch({ unitIds, made }: UnitsWithoutBatch): GoodsScope {
  return { batchIds: made.batchIds, unitIds: [...unitIds, ...made.unitIds] };
}

/** Everything that is gone through to find recipients: also what may hold some of the goods, or be some. */
export function tracedWith(goods: GoodsToTrace, withoutBatch: UnitsWithoutBatch): Traced {
  const { units, unitIds: followed, made } = withoutBatch;
  const { batchIds, unitIds, possible, truncated } = goods;
  const notFollowed =
    followed.length < units
      ? `Units of these products without a batch on record: ${units}; of them were followed: ${followed.length}.`
      : null;
  const ofNoBatch = goodsOfNoBatch(withoutBatch);
  return {
    batchIds: [...new Set([...batchIds, ...possible.batchIds, ...ofNoBatch.batchIds])],
    unitIds: [...new Set([...unitIds, ...possible.unitIds, ...ofNoBatch.unitIds])],
    truncated: whyMore(truncated, notFollowed, made.truncated),
  };
}
