import type { Context } from '../platform/context.js';
import { readItem } from '../platform/registration/field-reader.js';
import { register } from '../platform/registration/register.js';
import type { Registration } from '../platform/registration/registration.js';
import { LONGEST_CODE, type Reach, type ReachInput, readReach } from './contact-reading.js';
import { contactId, internalPartyId } from './party-id.js';
import { type PartyContact, writeContacts } from './write-contacts.js';

export interface RegisterInternalContact extends ReachInput {
  readonly code: string;
}

interface InternalItem {
  readonly id: string;
  readonly code: string;
  readonly reach: Reach | null;
}

/** Registers whom in the company to tell of a recall first. Who has neither e-mail nor phone is taken off the list. */
export function registerInternalContacts(
  context: Context,
  contacts: readonly RegisterInternalContact[],
): Promise<Registration> {
  const at = context.now();
  return register(context, contacts, {
    action: 'registerInternalContacts',
    objectKind: 'internalContact',
    read: readInternalContact,
    write: async (tx, items) => {
      const given = items.map(({ id, code, reach }): PartyContact => ({
        kind: 'INTERNAL',
        partyId: id,
        role: 'INTERNAL',
        code,
        reach,
      }));
      const written = await writeContacts(tx, given, at);
      return new Map(
        items.flatMap(({ id }) => {
          const result = written.get(contactId('INTERNAL', id, 'INTERNAL'));
          return result ? [[id, result] as const] : [];
        }),
      );
    },
    caches: [],
  });
}

function readInternalContact(input: RegisterInternalContact) {
  return readItem((fields): InternalItem => {
    const code = fields.line('code', input.code, LONGEST_CODE);
    const reach = readReach(fields, input);
    const canBeTold = reach?.email ?? reach?.phone;
    return { id: internalPartyId(code), code, reach: canBeTold ? reach : null };
  });
}
