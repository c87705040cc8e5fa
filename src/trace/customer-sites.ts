import { customersAt, type CustomerOf } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { Step } from './journeys/journey.js';

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
