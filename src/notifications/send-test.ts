import { randomUUID } from 'node:crypto';

import type { MailChannel, MailReport } from '../platform/mail.js';
import { parseMailAddress } from '../platform/mail-address.js';
import { InvalidText } from '../platform/text.js';
import { mailOf } from './compose-mail.js';
import type { NoticeContent } from './notice/notice.js';

/** Sends a notice to someone who wants to see it first, marked as a test. It is no notification, and leaves no trace. */
export async function sendTest(
  channel: MailChannel,
  content: NoticeContent,
  language: string,
  address: string,
): Promise<MailReport> {
  const to = parseMailAddress(address);
  if (to instanceof InvalidText) return { result: 'BOUNCED', reply: `The e-mail address ${to.reason}.` };
  return channel.send({
    ...mailOf(content, language, { isTest: true }),
    to: to.address,
    messageId: `test-${randomUUID()}`,
  });
}
