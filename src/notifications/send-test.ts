import { randomUUID } from 'node:crypto';

import type { MailChannel, MailReport } from '../platform/mail.js';
import { parseMailAddress } from './channels/mail-address.js';
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
  if (!to) return { result: 'BOUNCED', reply: 'This is not an e-mail address.' };
  return channel.send({
    ...mailOf(content, language, { isTest: true }),
    to: to.address,
    messageId: `test-${randomUUID()}`,
  });
}
