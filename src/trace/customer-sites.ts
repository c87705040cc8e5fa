import { locationById } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { Step } from './journeys/journey.js';

/** Whose site a place is, if it is a customer's. */
export type CustomerOf = (locationId: string | null) => string | null;

export async function customersAt(db: Queryable, locationIds: Iterable<string | null>): Promise<CustomerOf> {
  const ids = [...new Set(locationIds)].filter((id) => id !== null);
  const locations = ids.length === 0 ? [] : await locationById.find(db, ids);
  const customers = new Map(locations.map(({ id, customerId }) => [id, customerId]));
  return (locationId) => (locationId === null ? null : (customers.get(locationId) ?? null));
}

/** Tells whose site a place is, for movements that name the place and not the customer. */
export async function customersAtPlaces(db: Queryable, steps: Iterable<readonly Step[]>): Promise<CustomerOf> {
  const places = new Set<string>();
  for (const journey of steps) {
    for (const { link } of journey) {
      if (link.locationId !== null) places.add(link.locationId);
      if (link.destinationId !== null) places.add(link.destinationId);
    }
  }
  return customersAt(db, places);
}
