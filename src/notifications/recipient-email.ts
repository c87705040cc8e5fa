import { contactsToNotify } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { Notification, RecipientKind } from './notification.js';

interface RecipientEmail {
  readonly partyId: string;
  readonly email: string | null;
}

const emailsOfKind = (kind: RecipientKind): BatchQuery<RecipientEmail> => ({
  find: (db, partyIds) => contactsToNotify(db, kind, partyIds),
  keyOf: ({ partyId }) => partyId,
});

/** The e-mail addresses of many recipients, each kind by its own query. */
export const emailsOf: Readonly<Record<RecipientKind, BatchQuery<RecipientEmail>>> = {
  CUSTOMER: emailsOfKind('CUSTOMER'),
  CARRIER: emailsOfKind('CARRIER'),
  INTERNAL: emailsOfKind('INTERNAL'),
};

/** The recipient's e-mail address as it is now: a corrected one is used at the next attempt. */
export async function emailOf(db: Queryable, { partyKind, partyId }: Notification): Promise<string | null> {
  const [contact] = await emailsOf[partyKind].find(db, [partyId]);
  return contact?.email ?? null;
}
