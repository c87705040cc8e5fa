import { randomUUID } from 'node:crypto';

import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import type { Question } from './inquiry.js';
import { inquiryStarted, tooManyInquiries } from './inquiry.outcomes.js';
import { inquiryById, insertInquiry, lockInquirer, openInquiriesOf } from './inquiry.query.js';

/**
 * Puts a question to those that wait for their answers, and into the audit trail, which is kept for good: there, `about`
 * says what is asked about, and of a scope no more than its size.
 */
export function queueInquiry(
  context: Context,
  action: string,
  question: Question,
  about: Readonly<Record<string, unknown>>,
) {
  const { db, actor, now } = context;
  const asked = { ...question, id: randomUUID(), askedAt: now(), askedBy: actor.id };
  return db.transaction(async (tx) => {
    // Two inquiries of one actor queue up here, so the second counts the first.
    await lockInquirer(tx, actor.id);
    const open = await openInquiriesOf(tx, actor.id);
    if (open >= BOUNDS.openInquiries) return tooManyInquiries(open);

    await insertInquiry(tx, asked);
    const detail = { ...about, asOf: asked.asOf };
    recordAudit(tx, context, { action, objectKind: 'inquiry', objectId: asked.id, detail });
    const [inquiry] = await inquiryById.find(tx, [asked.id]);
    if (!inquiry) throw new Error('An inquiry is gone that was just made.');
    return inquiryStarted(inquiry);
  });
}
