import type { Transaction } from '../platform/database/database.js';
import { type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import type { Written } from '../platform/registration/registration.js';
import type { Reach } from './contact-reading.js';
import { contactId, type PartyKind } from './party-id.js';
import type { ContactRole } from './party-kinds.js';

const CONTACT: MasterTable = {
  name: 'contact',
  idColumn: 'contact_id',
  keyColumns: ['party_kind', 'party_id', 'role', 'code'],
  columns: [
    'name',
    'email',
    'phone',
    'street',
    'city',
    'region',
    'postal_code',
    'country',
    'language',
    'preferred_channel',
  ],
};

export interface PartyContact {
  readonly kind: PartyKind;
  readonly partyId: string;
  readonly role: ContactRole;
  /** Only of someone in the company. */
  readonly code?: string;
  /** Null: there is none, and one that was there goes. */
  readonly reach: Reach | null;
}

/**
 * Brings contacts to what is given, each as a whole: half of an old address under a new name would reach the wrong person.
 * Answers for each contact by its id.
 */
export async function writeContacts(
  tx: Transaction,
  contacts: readonly PartyContact[],
  at: Date,
): Promise<ReadonlyMap<string, Written>> {
  const withId = contacts.map((contact) => ({
    ...contact,
    id: contactId(contact.kind, contact.partyId, contact.role),
  }));
  const there = withId.filter(({ reach }) => reach !== null);
  const written = await writeMasterRows(
    tx,
    CONTACT,
    there.map(({ id, kind, partyId, role, code, reach }) => ({
      contact_id: id,
      party_kind: kind,
      party_id: partyId,
      role,
      code: code ?? null,
      ...reach,
    })),
    at,
  );
  const gone = withId.filter(({ reach }) => reach === null).map(({ id }) => id);
  const removed = new Set(await removeContacts(tx, gone));
  return new Map([
    ...written,
    ...gone.map((id): [string, Written] => [
      id,
      removed.has(id) ? { outcome: 'UPDATED', changed: ['removed'] } : { outcome: 'UNCHANGED', changed: [] },
    ]),
  ]);
}

/** What was written of parties and of their contacts as one: a party whose contacts changed has changed. */
export function withContacts(
  parties: ReadonlyMap<string, Written>,
  contacts: readonly PartyContact[],
  written: ReadonlyMap<string, Written>,
): ReadonlyMap<string, Written> {
  const changes = contactChanges(contacts, written);
  return new Map(
    [...parties].map(([id, result]) => {
      const changed = changes.get(id) ?? [];
      const outcome = result.outcome === 'UNCHANGED' && changed.length > 0 ? 'UPDATED' : result.outcome;
      return [id, { outcome, changed: [...result.changed, ...changed] }];
    }),
  );
}

/** How contacts changed, as fields of their party: `contacts.SHIP_TO.email`. Names of fields, never their values. */
function contactChanges(
  contacts: readonly PartyContact[],
  written: ReadonlyMap<string, Written>,
): ReadonlyMap<string, readonly string[]> {
  const changes = new Map<string, string[]>();
  for (const { kind, partyId, role } of contacts) {
    const result = written.get(contactId(kind, partyId, role));
    if (!result || result.outcome === 'UNCHANGED') continue;
    const what = result.outcome === 'REGISTERED' ? ['added'] : result.changed;
    changes.set(partyId, [...(changes.get(partyId) ?? []), ...what.map((field) => `contacts.${role}.${field}`)]);
  }
  return changes;
}

async function removeContacts(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const removed = await tx.rows<{ id: string }>(
    'remove_contacts',
    `
    delete from contact
    where contact.contact_id = any($1::uuid[])
    returning contact.contact_id as id
    `,
    [ids],
  );
  return removed.map(({ id }) => id);
}
