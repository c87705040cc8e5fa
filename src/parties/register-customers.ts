import type { Context } from '../platform/context.js';
import { readItem } from '../platform/registration/field-reader.js';
import { type MasterRow, type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import { register } from '../platform/registration/register.js';
import type { Registration } from '../platform/registration/registration.js';
import { type ContactInput, LONGEST_CODE, LONGEST_NAME, type ReadContact, readContacts } from './contact-reading.js';
import { customerById } from './customer.query.js';
import { parseLanguage } from './language.js';
import { customerId } from './party-id.js';
import { CUSTOMER_KIND } from './party-kinds.js';
import { type PartyContact, withContacts, writeContacts } from './write-contacts.js';

export interface RegisterCustomer {
  readonly number: string;
  readonly kind: string;
  readonly name?: string | null;
  readonly language?: string | null;
  readonly contacts?: readonly ContactInput[] | null;
}

interface CustomerItem {
  readonly id: string;
  readonly row: MasterRow;
  readonly contacts: readonly ReadContact[];
}

const DEFAULT_LANGUAGE = 'en';

const CUSTOMER: MasterTable = {
  name: 'customer',
  idColumn: 'customer_id',
  keyColumns: ['number'],
  columns: ['kind', 'name', 'language'],
  defaults: { language: DEFAULT_LANGUAGE },
};

/** Registers customers with their contacts. Contacts of roles that an item does not name stay as they are. */
export function registerCustomers(context: Context, customers: readonly RegisterCustomer[]): Promise<Registration> {
  const at = context.now();
  return register(context, customers, {
    action: 'registerCustomers',
    objectKind: 'customer',
    read: readCustomer,
    write: async (tx, items) => {
      const written = await writeMasterRows(
        tx,
        CUSTOMER,
        items.map(({ row }) => row),
        at,
      );
      const contacts = items.flatMap(({ id, contacts }) =>
        contacts.map((contact): PartyContact => ({ kind: 'CUSTOMER', partyId: id, ...contact })),
      );
      return withContacts(written, contacts, await writeContacts(tx, contacts, at));
    },
    caches: [customerById],
  });
}

function readCustomer(input: RegisterCustomer) {
  return readItem((fields): CustomerItem => {
    const number = fields.line('number', input.number, LONGEST_CODE);
    const kind = fields.choice('kind', input.kind, CUSTOMER_KIND);
    const language = fields.optional('language', input.language, parseLanguage);
    const isConsumer = kind === 'CONSUMER';
    if (isConsumer && input.name?.trim()) {
      fields.reject('PERSONAL_NAME', 'name', 'of a consumer is personal and belongs to a contact');
    }
    return {
      id: customerId(number),
      row: {
        customer_id: customerId(number),
        number,
        kind,
        name: isConsumer ? null : fields.line('name', input.name, LONGEST_NAME),
        language: language === null ? DEFAULT_LANGUAGE : language,
      },
      contacts: readContacts(fields, input.contacts ?? []),
    };
  });
}
