import type { Gtin } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import type { Direction } from '../genealogy/walked.js';
import { findBatch, findUnitOnRecord } from './goods-asked-about.js';
import { genealogyInquiryStarted, inquiryBatchUnknown, inquiryUnitUnknown } from './inquiry.outcomes.js';
import type { BatchOrUnit } from './inquiry.js';
import { queueInquiry } from './queue-inquiry.js';

export interface StartGenealogyInquiry {
  readonly gtin: Gtin;
  /** One of the two. */
  readonly number?: string | null;
  readonly serial?: string | null;
  readonly direction: Direction;
}

/** Asks what a batch or a unit was made of, or what was made of it, to be answered soon and not now. */
export async function startGenealogyInquiry(
  context: Context,
  { gtin, number, serial, direction }: StartGenealogyInquiry,
) {
  if (number != null && serial == null) {
    const batch = await findBatch(context, gtin, number);
    return batch ? queue(context, { batchId: batch.id, unitId: null }, direction) : inquiryBatchUnknown(gtin, number);
  }
  if (serial != null && number == null) {
    const unit = await findUnitOnRecord(context, gtin, serial);
    return unit ? queue(context, { batchId: null, unitId: unit.id }, direction) : inquiryUnitUnknown(gtin, serial);
  }
  throw new Refusal('BAD_USER_INPUT', 'Give `number` for a batch, or `serial` for a unit.');
}

async function queue(context: Context, goods: BatchOrUnit, direction: Direction) {
  const question = { kind: 'GENEALOGY', ...goods, direction, asOf: context.now() } as const;
  const answer = await queueInquiry(context, 'startGenealogyInquiry', question, { ...goods, direction });
  return answer.outcome === 'TooManyInquiries' ? answer : genealogyInquiryStarted(answer.inquiry);
}
