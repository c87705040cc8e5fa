import { placeHolds } from '../holds/index.js';
import type { Context } from '../platform/context.js';
import type { Transaction } from '../platform/database/database.js';
import type { GoodsScope } from '../trace/index.js';
import type { Recall } from './recall.js';
import { isMock } from './recall.rules.js';

/** Holds goods for a recall; a mock recall holds nothing. */
export async function holdScope(
  tx: Transaction,
  { actor, now }: Context,
  recall: Recall,
  goods: GoodsScope,
): Promise<void> {
  if (isMock(recall)) return;
  await placeHolds(tx, {
    recallId: recall.id,
    ...goods,
    placedAt: now(),
    placedBy: actor.id,
    followsMaking: !recall.scope.onlyNamed,
  });
}
