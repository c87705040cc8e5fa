import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { PartyKind } from './party-id.js';
import type { Channel, ContactRole } from './party-kinds.js';

/** A person or office and how to reach them: personal data, all of it. */
export interface ContactRow {
  readonly id: string;
  readonly partyId: string;
  readonly role: ContactRole;
  /** By which the company names someone of its own. */
  readonly code: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly preferredChannel: Channel | null;
}

/** The one contact of a party to whom a notice goes, with the language to write in. */
export interface ContactToNotify extends ContactRow {
  readonly language: string;
}

export interface ContactsOfParty {
  readonly partyId: string;
  readonly contacts: readonly ContactRow[];
}

const COLUMNS = `contact.contact_id as id, contact.party_id as "partyId", contact.role, contact.code, contact.name,
  contact.email, contact.phone, contact.street, contact.city, contact.region, contact.postal_code as "postalCode",
  contact.country, contact.preferred_channel as "preferredChannel"`;

/** Every contact of these parties; a party without one is answered with an empty list. */
const contactsOf = (kind: PartyKind): BatchQuery<ContactsOfParty> => ({
  async find(db, partyIds) {
    const contacts = await db.rows<ContactRow>(
      'contacts_of_parties',
      `
      select ${COLUMNS}, contact.language
      from contact
      where contact.party_kind = $1 and contact.party_id = any($2::uuid[])
      order by contact.party_id, contact.role
      `,
      [kind, partyIds],
    );
    const byParty = new Map<string, ContactRow[]>(partyIds.map((partyId) => [partyId, []]));
    for (const contact of contacts) byParty.get(contact.partyId)?.push(contact);
    return [...byParty].map(([partyId, found]) => ({ partyId, contacts: found }));
  },
  keyOf: ({ partyId }) => partyId,
});

export const contactsOfCustomer = contactsOf('CUSTOMER');
export const contactsOfCarrier = contactsOf('CARRIER');

/**
 * Whom to tell of a recall, for each of these parties: the recall contact, else where goods go, else who pays; but before
 * all, someone who has an e-mail address, because to be told in time counts more than to be told by name. A party without
 * contacts is left out.
 */
export function contactsToNotify(
  db: Queryable,
  kind: PartyKind,
  partyIds: readonly string[],
): Promise<ContactToNotify[]> {
  return db.rows<ContactToNotify>(
    'contacts_to_notify',
    `
    select distinct on (contact.party_id) ${COLUMNS}, coalesce(contact.language, customer.language, 'en') as language
    from contact
    left join customer on customer.customer_id = contact.party_id
    where contact.party_kind = $1 and contact.party_id = any($2::uuid[])
    order by contact.party_id, contact.email is null,
      array_position(array['RECALL_CONTACT', 'SHIP_TO', 'BILL_TO'], contact.role)
    `,
    [kind, partyIds],
  );
}

/** Everyone in the company who is told of a recall before its customers are. Their `partyId` names them in notifications. */
export function internalContacts(db: Queryable): Promise<ContactToNotify[]> {
  return db.rows<ContactToNotify>(
    'internal_contacts',
    `
    select ${COLUMNS}, coalesce(contact.language, 'en') as language
    from contact
    where contact.party_kind = 'INTERNAL'
    order by contact.code
    `,
  );
}

/** At most `limit` of them whose code follows `after`. */
export function listInternalContacts(db: Queryable, limit: number, after: string): Promise<ContactRow[]> {
  return db.rows<ContactRow>(
    'list_internal_contacts',
    `
    select ${COLUMNS}, contact.language
    from contact
    where contact.party_kind = 'INTERNAL' and contact.code > $2
    order by contact.code
    limit $1
    `,
    [limit, after],
  );
}
