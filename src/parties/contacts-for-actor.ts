import { maskEmail, maskPhone } from '../platform/access/mask.js';
import type { Actor } from '../platform/access/actor.js';
import type { ContactRow } from './contact.query.js';

export interface ContactView extends ContactRow {
  readonly masked: boolean;
}

/** Contacts as this actor may see them: QUALITY, which has to tell people, in full; everyone else enough to recognise one. */
export function contactsForActor(contacts: readonly ContactRow[], { role }: Actor): ContactView[] {
  return contacts.map(role === 'QUALITY' ? inFull : maskContact);
}

export function inFull(contact: ContactRow): ContactView {
  return { ...contact, masked: false };
}

function maskContact(contact: ContactRow): ContactView {
  return {
    ...contact,
    name: contact.name && `${Array.from(contact.name)[0] ?? ''}•••`,
    email: contact.email && maskEmail(contact.email),
    phone: contact.phone && maskPhone(contact.phone),
    street: contact.street && '•••',
    postalCode: contact.postalCode && '•••',
    masked: true,
  };
}
