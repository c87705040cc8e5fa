import type { Queryable } from '../platform/database/database.js';
import { customersAt } from './customer-sites.js';
import type { Journeys } from './journeys.js';
import { type HeldByCustomer, netCustomers } from './net-customers.js';
import { type Moved, netTransit } from './net-transit.js';
import { type PlaceOnly, type StockAtPlace, UNKNOWN_PLACE } from './place-counts.js';
import type { StockGroup } from './whereabouts.query.js';

/**
 * Where stock is. What is in containers goes with them. Arrivals are set against what was on its way, and what customers
 * have no more against what they had: whatever was delivered to them or is at a site of theirs.
 */
export async function placesOfStock(
  db: Queryable,
  stock: readonly StockGroup[],
  containers: Journeys,
): Promise<StockAtPlace[]> {
  const booked = stock.map((group) => ({ ...group, ...placeOf(group, containers) }));
  const customerOf = await customersAt(
    db,
    booked.flatMap(({ locationId, siteId }) => [locationId, siteId]),
  );
  const moved: Moved[] = [];
  const held: HeldByCustomer[] = [];
  const others: StockAtPlace[] = [];
  for (const { movedAt, ...one } of booked) {
    if (one.placeKind === 'IN_TRANSIT' && movedAt !== null) {
      moved.push({ ...one, movedAt, customerId: one.consigneeId ?? customerOf(one.siteId) });
    } else if (one.placeKind === 'DELIVERED') {
      const customerId = one.consigneeId ?? customerOf(one.locationId);
      held.push({ ...one, consigneeId: customerId, customerId });
    } else {
      const customerId = one.placeKind === 'AT_LOCATION' ? customerOf(one.locationId) : null;
      if (customerId === null) others.push(one);
      else held.push({ ...one, customerId });
    }
  }
  return [...netTransit(moved), ...netCustomers(held), ...others];
}

/** Of what came out of a container at no place said: where the container was then. */
function placeOf(stock: StockGroup, containers: Journeys): PlaceOnly {
  const { placeKind, locationId, carrierId, consigneeId, containerId, emptiedBy } = stock;
  if (placeKind === 'PACKED') return containerId === null ? UNKNOWN_PLACE : containers.placeOf(containerId);
  if (containerId !== null && emptiedBy !== null) return containers.placeWhen(containerId, emptiedBy);
  return { placeKind, locationId, carrierId, consigneeId };
}
