import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import type { MailChannel } from '../../platform/mail.js';
import { type Progress, type Traced, tracedWith } from '../../trace/index.js';
import { noticeProducts } from '../notices/notice-products.js';
import type { Recall } from '../recall.js';
import { isMock } from '../recall.rules.js';
import { frozenCustomerIds } from '../recipients/recall-recipient.query.js';
import { type RecallRecipient, recipientsOfWave } from '../recipients/recipients.js';
import { type ReachOfGoods, reachOf } from '../scope/reach.js';
import { goodsToHold } from '../scope/scope-goods.js';
import { EVALUATION_MS } from '../time-limits.js';
import { previewWarnings } from './preview-warnings.js';
import type { RecallPreview } from './recall-preview.js';

/** All of a preview, as it was just evaluated. */
export interface FreshPreview extends Omit<RecallPreview, 'name' | 'readTraced'> {
  readonly traced: Traced;
}

/** What launching a recall would do, as a request is answered. */
export async function previewRecall({ db, now, mail }: Context, recall: Recall): Promise<RecallPreview> {
  const at = now();
  const { traced, ...preview } = await db.transaction((tx) => evaluatePreview(tx, mail, recall, at), {
    snapshot: true,
    statementTimeoutMs: EVALUATION_MS,
  });
  return { ...preview, name: `preview ${recall.id}`, readTraced: () => Promise.resolve(traced) };
}

/** Ask within one unchanging picture of the ledger, so that the figures agree with each other. */
export async function evaluatePreview(
  tx: Queryable,
  mail: Pick<MailChannel, 'sends'>,
  recall: Recall,
  at: Date,
  progress?: Progress,
): Promise<FreshPreview> {
  const reach = await reachOf(tx, recall.scope, at, progress);
  const products = await noticeProducts(tx, recall.scope, reach);
  const internal = await recipientsOfWave(tx, 'INTERNAL', reach);
  const carriers = await recipientsOfWave(tx, 'CARRIER', reach);
  const customers = await recipientsOfWave(tx, 'CUSTOMER', reach);
  const reachedSince = recall.launchedAt ? without(customers, await frozenCustomerIds(tx, recall.id)) : [];
  const told = { internal, carriers, customers, reachedSince };
  return {
    ...{ recall, at, products, ...told },
    knownThrough: reach.knownThrough,
    whereabouts: reach.whereabouts,
    holds: holdsOf(recall, reach),
    warnings: await previewWarnings(tx, { recall, at, reach, ...told }, mail),
    traced: tracedWith(reach.goods, reach.withoutBatch),
  };
}

function holdsOf(recall: Recall, { goods, disputed }: ReachOfGoods): RecallPreview['holds'] {
  const { batchIds, unitIds } = goodsToHold(goods, disputed);
  return isMock(recall) ? { batches: 0, units: 0 } : { batches: batchIds.length, units: unitIds.length };
}

function without(customers: readonly RecallRecipient[], ids: ReadonlySet<string>): RecallRecipient[] {
  return customers.filter(({ partyId }) => !ids.has(partyId));
}
