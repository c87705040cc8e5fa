import { sendTest } from '../../notifications/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import { parseMailAddress } from '../../platform/mail-address.js';
import { InvalidText } from '../../platform/text.js';
import { recallInvalid, recallUnknown, testNoticeFailed, testNoticeSent } from '../recall.outcomes.js';
import { recallById } from '../recall.query.js';
import { sampleContent } from './preview-notices.js';
import { previewRecall } from './preview-recall.js';

export interface SendTestNotice {
  readonly recallId: string;
  readonly language: string;
  /** The author's own. It is used once and kept nowhere. */
  readonly email: string;
}

/** Sends the notice, marked as a test, to whoever wants to see it in their own mail program first. */
export async function sendTestNotice(context: Context, { recallId, language, email }: SendTestNotice) {
  const recall = await context.load(recallById, recallId);
  if (!recall) return recallUnknown(recallId);
  const address = parseMailAddress(email);
  if (address instanceof InvalidText) return recallInvalid([{ field: 'email', message: `${address.reason}.` }]);

  const preview = await previewRecall(context, recall);
  const content = sampleContent(context, preview, 'BUSINESS', language);
  const { result, reply } = await sendTest(context.mail, content, language, address.address);
  await context.db.transaction((tx) => {
    recordAudit(tx, context, {
      action: 'sendTestNotice',
      objectKind: 'recall',
      objectId: recall.id,
      detail: { language, result },
    });
  });
  return result === 'ACCEPTED' || result === 'KEPT' ? testNoticeSent(result, reply) : testNoticeFailed(result, reply);
}
