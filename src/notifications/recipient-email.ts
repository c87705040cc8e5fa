import { contactsToNotify } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { Notification } from './notification.js';

/** The recipient's e-mail address as it is now: a corrected one is used at the next attempt. */
export async function emailOf(db: Queryable, { partyKind, partyId }: Notification): Promise<string | null> {
  const [contact] = await contactsToNotify(db, partyKind, [partyId]);
  return contact?.email ?? null;
}
