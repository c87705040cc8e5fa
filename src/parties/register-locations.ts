import { parseGln } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import type { Transaction } from '../platform/database/database.js';
import { type Given, readItem } from '../platform/registration/field-reader.js';
import { type MasterRow, type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import { register } from '../platform/registration/register.js';
import { type Registration, Rejection, type Written } from '../platform/registration/registration.js';
import { type AddressInput, LONGEST_CODE, LONGEST_NAME, readAddress } from './contact-reading.js';
import { customersByNumber } from './customer.query.js';
import { locationById } from './location.query.js';
import { customerId, locationId } from './party-id.js';
import { LOCATION_KIND } from './party-kinds.js';

export interface RegisterLocation {
  readonly gln: string;
  readonly name?: string | null;
  readonly kind?: string | null;
  readonly customerNumber?: string | null;
  readonly address?: AddressInput | null;
}

interface LocationItem {
  readonly id: string;
  readonly row: MasterRow;
  readonly customerNumber: Given<string>;
}

const LOCATION: MasterTable = {
  name: 'location',
  idColumn: 'location_id',
  keyColumns: ['gln'],
  columns: ['name', 'kind', 'customer_id', 'street', 'city', 'region', 'postal_code', 'country'],
  defaults: { kind: 'OTHER' },
};

/** Registers places; the customer whose site one is must be known. */
export function registerLocations(context: Context, locations: readonly RegisterLocation[]): Promise<Registration> {
  const at = context.now();
  return register(context, locations, {
    action: 'registerLocations',
    objectKind: 'location',
    read: readLocation,
    write: async (tx, items) => {
      const rejections = await unknownCustomers(tx, items);
      const good = items.filter(({ id }) => !rejections.has(id)).map(({ row }) => row);
      return new Map<string, Written | Rejection>([...(await writeMasterRows(tx, LOCATION, good, at)), ...rejections]);
    },
    caches: [locationById],
  });
}

function readLocation(input: RegisterLocation) {
  return readItem((fields): LocationItem => {
    const gln = fields.required('gln', input.gln, parseGln);
    const customerNumber = fields.optionalLine('customerNumber', input.customerNumber, LONGEST_CODE);
    const kind = fields.optionalChoice('kind', input.kind, LOCATION_KIND);
    return {
      id: locationId(gln),
      row: {
        location_id: locationId(gln),
        gln,
        name: fields.optionalLine('name', input.name, LONGEST_NAME),
        kind: kind === null ? LOCATION_KIND.OTHER : kind,
        customer_id: customerNumber == null ? customerNumber : customerId(customerNumber),
        ...(input.address === undefined ? {} : readAddress(fields, input.address ?? {})),
      },
      customerNumber,
    };
  });
}

async function unknownCustomers(tx: Transaction, items: readonly LocationItem[]): Promise<Map<string, Rejection>> {
  const named = items.flatMap(({ id, customerNumber }) => (customerNumber == null ? [] : [{ id, customerNumber }]));
  const known = await customersByNumber(
    tx,
    named.map(({ customerNumber }) => customerNumber),
  );
  return new Map(
    named
      .filter(({ customerNumber }) => !known.has(customerNumber))
      .map(({ id }) => [id, new Rejection('UNKNOWN', 'customerNumber', 'customerNumber is of no known customer.')]),
  );
}
