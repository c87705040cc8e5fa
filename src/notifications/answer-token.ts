import { createHash } from 'node:crypto';

import { hmac, type Secrets } from '../platform/secrets.js';

const TOKEN_BYTES = 16;
const ANSWERABLE_DAYS = 90;

/** The secret in a notice's answer link. It is made again for each copy of the mail and stored nowhere. */
export function answerToken({ link }: Secrets, notificationId: string): string {
  return hmac(link, notificationId).subarray(0, TOKEN_BYTES).toString('base64url');
}

/** What is stored instead: whoever reads the database cannot answer for a recipient. */
export function answerTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function answerableUntil(sentAt: Date): Date {
  const until = new Date(sentAt);
  until.setUTCDate(until.getUTCDate() + ANSWERABLE_DAYS);
  return until;
}
