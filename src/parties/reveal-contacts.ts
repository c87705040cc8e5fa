import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { InvalidText, readLine } from '../platform/text.js';
import { contactsOfCustomer } from './contact.query.js';
import { type ContactView, inFull } from './contacts-for-actor.js';
import { customerById, type CustomerRow } from './customer.query.js';
import { customerId } from './party-id.js';

export interface RevealContacts {
  readonly customerNumber: string;
  readonly reason: string;
}

const LONGEST_REASON = 500;

const contactsRevealed = (customer: CustomerRow, contacts: readonly ContactView[]) =>
  ({ outcome: 'ContactsRevealed', customer, contacts }) as const;

const customerUnknown = (customerNumber: string) =>
  ({ outcome: 'CustomerUnknown', customerNumber, message: 'No customer has this number.' }) as const;

const reasonInvalid = ({ reason }: InvalidText) =>
  ({ outcome: 'ReasonInvalid', message: `The reason ${reason}.` }) as const;

/** Shows one customer's contacts in full, and writes down who looked and why. */
export async function revealContacts(context: Context, { customerNumber, reason }: RevealContacts) {
  const given = readLine(reason, LONGEST_REASON);
  if (given instanceof InvalidText) return reasonInvalid(given);

  return context.db.transaction(async (tx) => {
    const [customer] = await customerById.find(tx, [customerId(customerNumber.trim().normalize('NFC'))]);
    if (!customer) return customerUnknown(customerNumber);
    const [found] = await contactsOfCustomer.find(tx, [customer.id]);
    recordAudit(tx, context, {
      action: 'revealContacts',
      objectKind: 'customer',
      objectId: customer.id,
      reason: given,
    });
    return contactsRevealed(customer, (found?.contacts ?? []).map(inFull));
  });
}
