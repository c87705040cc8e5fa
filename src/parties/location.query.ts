import type { Gln } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';
import { locationId } from './party-id.js';
import type { LocationKind } from './party-kinds.js';

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

const COLUMNS = `location.location_id as id, location.gln, location.name, location.kind,
  location.customer_id as "customerId", location.street, location.city, location.region,
  location.postal_code as "postalCode", location.country, location.registered_at is not null as registered`;

const locationsById: BatchQuery<LocationRow> = {
  find: (db, ids) =>
    db.rows<LocationRow>(
      'locations_by_id',
      `
      select ${COLUMNS}
      from location
      where location.location_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (location) => location.id,
};

/** From memory while it is seconds old. */
export const locationById = cached(locationsById);

/** The places with these GLNs, by GLN; what nobody mentioned is left out. */
export async function locationsByGln(db: Queryable, glns: readonly Gln[]): Promise<ReadonlyMap<Gln, LocationRow>> {
  if (glns.length === 0) return new Map();
  const locations = await locationById.find(db, [...new Set(glns)].map(locationId));
  return new Map(locations.map((location) => [location.gln, location]));
}

/** At most `limit` places whose GLN follows `after`. */
export function listLocations(db: Queryable, limit: number, after: string): Promise<LocationRow[]> {
  return db.rows<LocationRow>(
    'list_locations',
    `
    select ${COLUMNS}
    from location
    where location.gln > $2
    order by location.gln
    limit $1
    `,
    [limit, after],
  );
}
