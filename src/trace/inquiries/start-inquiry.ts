import type { Gtin } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import type { HistoryArgs } from '../journeys/goods-history.js';
import { findBatch } from './goods-asked-about.js';
import { inquiryBatchUnknown } from './inquiry.outcomes.js';
import { queueInquiry } from './queue-inquiry.js';

export interface StartInquiry extends HistoryArgs {
  readonly gtin: Gtin;
  readonly number: string;
}

/** Asks where a batch is or was, to be answered soon and not now. */
export async function startInquiry(context: Context, { gtin, number, asOf, asKnownAt = null }: StartInquiry) {
  const { now } = context;
  if (asKnownAt && asKnownAt > now()) throw new Refusal('BAD_USER_INPUT', '`asKnownAt` lies in the future.');
  const batch = await findBatch(context, gtin, number);
  if (!batch) return inquiryBatchUnknown(gtin, number);
  const question = { kind: 'WHEREABOUTS', batchId: batch.id, asOf: asOf ?? asKnownAt ?? now(), asKnownAt } as const;
  return queueInquiry(context, 'startInquiry', question, { batchId: batch.id, asKnownAt });
}
