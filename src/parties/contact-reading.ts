import { parseMailAddress } from '../platform/mail-address.js';
import type { FieldReader } from '../platform/registration/field-reader.js';
import { InvalidText } from '../platform/text.js';
import { parseCountry } from './country.js';
import { parseLanguage } from './language.js';
import { CHANNEL, type ContactRole } from './party-kinds.js';
import { parsePhone } from './phone.js';

export interface AddressInput {
  readonly street?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postalCode?: string | null;
  readonly country?: string | null;
}

/** How to reach a person or an office. */
export interface ReachInput {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: AddressInput | null;
  readonly language?: string | null;
  readonly preferredChannel?: string | null;
}

export interface ContactInput extends ReachInput {
  readonly role: string;
}

/** What a contact says, by column. Null, where it says nothing: a contact is always given as a whole. */
export type Reach = Readonly<Record<ReachColumn, string | null>>;
type ReachColumn = 'name' | 'email' | 'phone' | AddressColumn | 'language' | 'preferred_channel';
type AddressColumn = 'street' | 'city' | 'region' | 'postal_code' | 'country';

export interface ReadContact {
  readonly role: ContactRole;
  /** Null: there is no such contact. */
  readonly reach: Reach | null;
}

const CUSTOMER_ROLES = { SHIP_TO: 'SHIP_TO', BILL_TO: 'BILL_TO', RECALL_CONTACT: 'RECALL_CONTACT' } as const;
const TELLING = ['name', 'email', 'phone', 'street', 'city', 'postal_code'] as const;

/** What names, towns and streets of this world fit in. */
export const LONGEST_NAME = 200;
export const LONGEST_CODE = 60;

/** An address is given as a whole: half of an old one and half of a new one are a third place. */
export function readAddress(fields: FieldReader, address: AddressInput): Record<AddressColumn, string | null> {
  return fields.inside('address', (inner) => ({
    street: inner.optionalLine('street', address.street, LONGEST_NAME) ?? null,
    city: inner.optionalLine('city', address.city, LONGEST_NAME) ?? null,
    region: inner.optionalLine('region', address.region, LONGEST_NAME) ?? null,
    postal_code: inner.optionalLine('postalCode', address.postalCode, LONGEST_NAME) ?? null,
    country: inner.optional('country', address.country, parseCountry) ?? null,
  }));
}

/** Null, if it says neither who it is nor how to reach them; a language alone reaches nobody. */
export function readReach(fields: FieldReader, contact: ReachInput): Reach | null {
  const reach: Reach = {
    name: fields.optionalLine('name', contact.name, LONGEST_NAME) ?? null,
    email: fields.optional('email', contact.email, addressOnly) ?? null,
    phone: fields.optional('phone', contact.phone, parsePhone) ?? null,
    ...readAddress(fields, contact.address ?? {}),
    language: fields.optional('language', contact.language, parseLanguage) ?? null,
    preferred_channel: fields.optionalChoice('preferredChannel', contact.preferredChannel, CHANNEL) ?? null,
  };
  return TELLING.some((column) => reach[column] !== null) ? reach : null;
}

/** The contacts of a customer, one for each role. */
export function readContacts(fields: FieldReader, contacts: readonly ContactInput[]): ReadContact[] {
  const roles = new Set<ContactRole>();
  return contacts.map((contact, index) =>
    fields.inside(`contacts[${index}]`, (inner) => {
      const role = inner.choice('role', contact.role, CUSTOMER_ROLES);
      if (roles.has(role)) inner.reject('INVALID', 'role', 'is given twice');
      roles.add(role);
      return { role, reach: readReach(inner, contact) };
    }),
  );
}

function addressOnly(text: string): string | InvalidText {
  const parsed = parseMailAddress(text);
  return parsed instanceof InvalidText ? parsed : parsed.address;
}
