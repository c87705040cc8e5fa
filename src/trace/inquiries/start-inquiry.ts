import { randomUUID } from 'node:crypto';

import { type Gtin, InvalidIdentifier, parseBatchNumber } from '../../gs1/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { batchById, batchId } from '../../products/index.js';
import type { HistoryArgs } from '../goods-history.js';
import { inquiryBatchUnknown, inquiryStarted, tooManyInquiries } from './inquiry.outcomes.js';
import { inquiryById, insertInquiry, lockInquirer, openInquiriesOf } from './inquiry.query.js';

export interface StartInquiry extends HistoryArgs {
  readonly gtin: Gtin;
  readonly number: string;
}

/** Asks where a batch is or was, to be answered soon and not now. */
export async function startInquiry(context: Context, { gtin, number: text, asOf, asKnownAt }: StartInquiry) {
  const { db, actor, now } = context;
  const number = parseBatchNumber(text);
  if (number instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${number.toString()}.`);
  if (asKnownAt && asKnownAt > now()) throw new Refusal('BAD_USER_INPUT', '`asKnownAt` lies in the future.');
  const [batch] = await batchById.find(db, [batchId(gtin, number)]);
  if (!batch) return inquiryBatchUnknown(gtin, text);
  const askedAt = now();
  const asked = {
    id: randomUUID(),
    batchId: batch.id,
    // What is asked of now is asked of this moment, whenever it is answered.
    asOf: asOf ?? asKnownAt ?? askedAt,
    asKnownAt: asKnownAt ?? null,
    askedAt,
    askedBy: actor.id,
  };
  return db.transaction(async (tx) => {
    // Two inquiries of one actor queue up here, so the second counts the first.
    await lockInquirer(tx, actor.id);
    const open = await openInquiriesOf(tx, actor.id);
    if (open >= BOUNDS.openInquiries) return tooManyInquiries(open);

    await insertInquiry(tx, asked);
    const detail = { batchId: batch.id, asOf: asked.asOf, asKnownAt: asked.asKnownAt };
    await recordAudit(tx, context, { action: 'startInquiry', objectKind: 'inquiry', objectId: asked.id, detail });
    const [inquiry] = await inquiryById.find(tx, [asked.id]);
    if (!inquiry) throw new Error('An inquiry is gone that was just made.');
    return inquiryStarted(inquiry);
  });
}
