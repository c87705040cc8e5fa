import type { Link } from '../movements/index.js';
import { locationById } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { Step } from './journey.js';

/** DELIVERED when it is recorded that they received goods; SHIPPED when goods were only sent to them. */
export type Basis = 'DELIVERED' | 'SHIPPED';

export interface Reached {
  readonly basis: Basis;
  /** The movement that says so. */
  readonly by: Link;
}

/** Whose site a place is, if it is a customer's. */
export type CustomerOf = (locationId: string | null) => string | null;

/** The customers that goods were sent or handed to on their journey; handed to is stronger. */
export function reachedBy(steps: readonly Step[], customerOf: CustomerOf): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  let onTheWayTo: string | null = null;
  for (const { link } of steps) {
    if (link.kind === 'ship') {
      onTheWayTo = link.consigneeId ?? customerOf(link.destinationId);
      if (onTheWayTo !== null && !reached.has(onTheWayTo)) reached.set(onTheWayTo, { basis: 'SHIPPED', by: link });
      continue;
    }
    const customerId = handedTo(link, onTheWayTo, customerOf);
    if (customerId !== null) reached.set(customerId, { basis: 'DELIVERED', by: link });
  }
  return reached;
}

/** A customer's own scan of arrival says the same as the sender's of delivery. */
function handedTo(link: Link, onTheWayTo: string | null, customerOf: CustomerOf): string | null {
  if (link.kind === 'deliver') return link.consigneeId ?? customerOf(link.locationId) ?? onTheWayTo;
  return link.kind === 'receive' ? customerOf(link.locationId) : null;
}

/** Tells whose site a place is, for movements that name the place and not the customer. */
export async function customersAtPlaces(db: Queryable, steps: Iterable<readonly Step[]>): Promise<CustomerOf> {
  const places = new Set<string>();
  for (const journey of steps) {
    for (const { link } of journey) {
      const named = link.kind === 'ship' ? link.destinationId : link.locationId;
      if (named !== null && NAMES_A_CUSTOMERS_SITE.has(link.kind)) places.add(named);
    }
  }
  const locations = places.size === 0 ? [] : await locationById.find(db, [...places]);
  const customers = new Map(locations.map(({ id, customerId }) => [id, customerId]));
  return (locationId) => (locationId === null ? null : (customers.get(locationId) ?? null));
}

const NAMES_A_CUSTOMERS_SITE: ReadonlySet<Link['kind']> = new Set(['ship', 'deliver', 'receive']);
