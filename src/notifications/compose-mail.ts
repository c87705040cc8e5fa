import { parseMailAddress } from '../platform/mail-address.js';
import type { Mail } from '../platform/mail.js';
import { InvalidText } from '../platform/text.js';
import type { NoticeContent } from './notice/notice.js';
import { renderNotice } from './notice/render-notice.js';
import type { Notification } from './notification.js';

/** The message of a notification. Its id is the notification's, so that a copy that was sent again is known as one. */
export function composeMail(content: NoticeContent, notification: Notification, to: string): Mail {
  return { ...mailOf(content, notification.language, {}), to, messageId: notification.notificationId };
}

/** A notice as a mail, to whoever will be named. */
export function mailOf(content: NoticeContent, language: string, options: { readonly isTest?: boolean }) {
  const { subject, text, html, urgent, language: found } = renderNotice(content, language, options);
  const contact = parseMailAddress(content.contactEmail ?? '');
  const replyTo = contact instanceof InvalidText ? null : contact.address;
  return { subject, text, html, urgent, language: found, replyTo };
}
