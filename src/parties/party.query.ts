import type { Gln } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';
import { customerId, sourceId } from './party-id.js';
import type { CustomerKind, LocationKind } from './party-kinds.js';

export interface CustomerRow {
  readonly id: string;
  readonly number: string;
  readonly kind: CustomerKind;
  readonly name: string | null;
  readonly language: string;
}

export interface LocationRow {
  readonly id: string;
  readonly gln: Gln;
  readonly name: string | null;
  readonly kind: LocationKind;
  readonly customerId: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly registered: boolean;
}

export interface CarrierRow {
  readonly id: string;
  readonly code: string;
  readonly name: string | null;
  readonly registered: boolean;
}

export interface SourceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly siteId: string | null;
}

const customersById: BatchQuery<CustomerRow> = {
  find: (db, ids) =>
    db.rows<CustomerRow>(
      'customers_by_id',
      `
      select customer.customer_id as id, customer.number, customer.kind, customer.name, customer.language
      from customer
      where customer.customer_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (customer) => customer.id,
};

const locationsById: BatchQuery<LocationRow> = {
  find: (db, ids) =>
    db.rows<LocationRow>(
      'locations_by_id',
      `
      select location.location_id as id, location.gln, location.name, location.kind, location.customer_id as "customerId",
        location.street, location.city, location.region, location.postal_code as "postalCode", location.country,
        location.registered_at is not null as registered
      from location
      where location.location_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (location) => location.id,
};

const carriersById: BatchQuery<CarrierRow> = {
  find: (db, ids) =>
    db.rows<CarrierRow>(
      'carriers_by_id',
      `
      select carrier.carrier_id as id, carrier.code, carrier.name, carrier.registered_at is not null as registered
      from carrier
      where carrier.carrier_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (carrier) => carrier.id,
};

const sourcesById: BatchQuery<SourceRow> = {
  find: (db, ids) =>
    db.rows<SourceRow>(
      'sources_by_id',
      `
      select source.source_id as id, source.code, source.name, source.site_id as "siteId"
      from source
      where source.source_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (source) => source.id,
};

/** From memory while it is seconds old, as are the others. A customer row holds nothing personal. */
export const customerById = cached(customersById);
export const locationById = cached(locationsById);
export const carrierById = cached(carriersById);
export const sourceById = cached(sourcesById);

/** The source that calls itself `code`, or null. */
export async function findSourceByCode(db: Queryable, code: string): Promise<SourceRow | null> {
  const [source] = await sourceById.find(db, [sourceId(code)]);
  return source ?? null;
}

/** The customers with these numbers, by number; what nobody registered is left out. */
export async function customersByNumber(
  db: Queryable,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, CustomerRow>> {
  const customers = await customerById.find(db, [...new Set(numbers)].map(customerId));
  return new Map(customers.map((customer) => [customer.number, customer]));
}
