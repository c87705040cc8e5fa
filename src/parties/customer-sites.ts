import type { Queryable } from '../platform/database/database.js';
import { locationById } from './location.query.js';

/** Whose site a place is, if it is a customer's. */
export type CustomerOf = (locationId: string | null) => string | null;

export async function customersAt(db: Queryable, locationIds: Iterable<string | null>): Promise<CustomerOf> {
  const ids = [...new Set(locationIds)].filter((id) => id !== null);
  const locations = ids.length === 0 ? [] : await locationById.find(db, ids);
  const customers = new Map(locations.map(({ id, customerId }) => [id, customerId]));
  return (locationId) => (locationId === null ? null : (customers.get(locationId) ?? null));
}
