import type { Context } from '../platform/context.js';
import { readItem } from '../platform/registration/field-reader.js';
import { type MasterRow, type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import { register } from '../platform/registration/register.js';
import type { Registration } from '../platform/registration/registration.js';
import { carrierById } from './carrier.query.js';
import { LONGEST_CODE, LONGEST_NAME, type Reach, type ReachInput, readReach } from './contact-reading.js';
import { carrierId } from './party-id.js';
import { type PartyContact, withContacts, writeContacts } from './write-contacts.js';

export interface RegisterCarrier {
  readonly code: string;
  readonly name?: string | null;
  readonly contact?: ReachInput | null;
}

interface CarrierItem {
  readonly id: string;
  readonly row: MasterRow;
  /** Undefined: stays as it is. Null: there is none. */
  readonly reach: Reach | null | undefined;
}

const CARRIER: MasterTable = {
  name: 'carrier',
  idColumn: 'carrier_id',
  keyColumns: ['code'],
  columns: ['name'],
};

/** Registers carriers, with whom to call when goods on the way must be stopped. */
export function registerCarriers(context: Context, carriers: readonly RegisterCarrier[]): Promise<Registration> {
  const at = context.now();
  return register(context, carriers, {
    action: 'registerCarriers',
    objectKind: 'carrier',
    read: readCarrier,
    write: async (tx, items) => {
      const rows = items.map(({ row }) => row);
      const written = await writeMasterRows(tx, CARRIER, rows, at);
      const contacts = items.flatMap(({ id, reach }): PartyContact[] =>
        reach === undefined ? [] : [{ kind: 'CARRIER', partyId: id, role: 'RECALL_CONTACT', reach }],
      );
      return withContacts(written, contacts, await writeContacts(tx, contacts, at));
    },
    caches: [carrierById],
  });
}

function readCarrier(input: RegisterCarrier) {
  return readItem((fields): CarrierItem => {
    const code = fields.line('code', input.code, LONGEST_CODE);
    const { contact } = input;
    return {
      id: carrierId(code),
      row: { carrier_id: carrierId(code), code, name: fields.optionalLine('name', input.name, LONGEST_NAME) },
      reach: contact === undefined ? undefined : fields.inside('contact', (inner) => readReach(inner, contact ?? {})),
    };
  });
}
