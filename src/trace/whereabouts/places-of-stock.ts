import { customersAt } from '../../parties/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { mapInParts } from '../../platform/in-parts.js';
import { type CountedQuantity, UnitsSent } from '../../products/index.js';
import type { Journeys } from '../journeys/journeys.js';
import { countArrivalsOnce } from './count-arrivals-once.js';
import { type HeldByCustomer, netCustomers } from './net-customers.js';
import { type Moved, netTransit } from './net-transit.js';
import { type PlaceOnly, type StockAtPlace, UNKNOWN_PLACE } from './place-counts.js';
import type { StockGroup, StockPlace } from './whereabouts.query.js';

/**
 * Where stock is. What is in containers goes with them. Arrivals are set against what was on its way, and what customers
 * have no more against what they had: whatever was delivered to them or is at a site of theirs, once where two scans say so.
 * Each product stands in one unit of measure of a dimension at all places.
 */
export async function placesOfStock(
  db: Queryable,
  stock: readonly StockGroup[],
  containers: Journeys,
): Promise<StockAtPlace[]> {
  const units = new UnitsSent<CountedQuantity>(({ gtin }) => gtin);
  const booked = await mapInParts(units.inOneUnit(stock), (group) => ({ ...group, ...placeOf(group, containers) }));
  const customerOf = await customersAt(
    db,
    booked.flatMap(({ locationId, siteId }) => [locationId, siteId]),
  );
  const moved: (Moved & Scanned)[] = [];
  const held: (HeldByCustomer & Scanned)[] = [];
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
  const once = countArrivalsOnce(moved, held, customerOf);
  return [...(await netTransit(once.moved)), ...netCustomers(once.held), ...others];
}

type Scanned = Pick<StockPlace, 'arrivedBy'>;

/** Of what came out of a container at no place said: where the container was then. */
function placeOf(stock: StockGroup, containers: Journeys): PlaceOnly {
  const { placeKind, locationId, carrierId, consigneeId, containerId, emptiedBy } = stock;
  if (placeKind === 'PACKED') return containerId === null ? UNKNOWN_PLACE : containers.placeOf(containerId);
  if (containerId !== null && emptiedBy !== null) return containers.placeWhen(containerId, emptiedBy);
  return { placeKind, locationId, carrierId, consigneeId };
}
