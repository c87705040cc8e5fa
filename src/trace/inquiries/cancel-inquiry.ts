import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { isUuid } from '../../platform/uuid.js';
import { inquiryCancelled, inquiryFinished, inquiryUnknown } from './inquiry.outcomes.js';
import { cancelOpenInquiry, inquiryById } from './inquiry.query.js';

export interface CancelInquiry {
  readonly id: string;
}

/** Ends an inquiry that nobody waits for any more. Whoever works on it stops when they next tell how far they have come. */
export async function cancelInquiry(context: Context, { id }: CancelInquiry) {
  const { db, actor, now } = context;
  if (!isUuid(id)) return inquiryUnknown(id);

  return db.transaction(async (tx) => {
    const [asked] = await inquiryById.find(tx, [id]);
    if (!asked) return inquiryUnknown(id);
    if (asked.askedBy !== actor.id && actor.role !== 'QUALITY') {
      throw new Refusal('FORBIDDEN', 'An inquiry is cancelled by who asked, or by QUALITY.');
    }
    const cancelled = await cancelOpenInquiry(tx, id, now());
    if (cancelled) {
      const detail = { kind: cancelled.kind, askedBy: cancelled.askedBy };
      recordAudit(tx, context, { action: 'cancelInquiry', objectKind: 'inquiry', objectId: id, detail });
      return inquiryCancelled(cancelled);
    }
    // Perhaps it came to its end just now.
    const [finished] = await inquiryById.find(tx, [id]);
    if (!finished) return inquiryUnknown(id);
    return finished.status === 'CANCELLED' ? inquiryCancelled(finished) : inquiryFinished(finished);
  });
}
