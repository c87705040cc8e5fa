import type { Context } from '../platform/context.js';
import { noticeProducts } from './notice-products.js';
import { previewWarnings } from './preview-warnings.js';
import { reachOf } from './reach.js';
import { frozenCustomerIds } from './recall-recipient.query.js';
import type { Recall } from './recall.js';
import type { RecallPreview } from './recall-preview.js';
import { type RecallRecipient, recipientsOfWave } from './recipients.js';
import { EVALUATION_MS } from './time-limits.js';

/** Everything is read from one unchanging picture of the ledger, so that the figures agree with each other. */
export function previewRecall({ db, now, mail }: Context, recall: Recall): Promise<RecallPreview> {
  const at = now();
  return db.transaction(
    async (tx) => {
      const reach = await reachOf(tx, recall.scope, at);
      const products = await noticeProducts(tx, recall.scope, reach);
      const internal = await recipientsOfWave(tx, 'INTERNAL', reach);
      const carriers = await recipientsOfWave(tx, 'CARRIER', reach);
      const customers = await recipientsOfWave(tx, 'CUSTOMER', reach);
      const reachedSince = recall.launchedAt ? without(customers, await frozenCustomerIds(tx, recall.id)) : [];
      const found = { recall, at, reach, products, internal, carriers, customers, reachedSince };
      return { ...found, warnings: await previewWarnings(tx, found, mail) };
    },
    { snapshot: true, statementTimeoutMs: EVALUATION_MS },
  );
}

function without(customers: readonly RecallRecipient[], ids: ReadonlySet<string>): RecallRecipient[] {
  return customers.filter(({ partyId }) => !ids.has(partyId));
}
