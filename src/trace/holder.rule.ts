import type { CustomerOf } from '../parties/index.js';
import type { Place } from './journeys/journey.js';

/** The customer who has goods that are at a place: whom they were delivered to, or whose site it is; null while nobody has. */
export function holderAt({ placeKind, locationId, consigneeId }: Place, customerOf: CustomerOf): string | null {
  if (placeKind === 'DELIVERED') return consigneeId ?? customerOf(locationId);
  return placeKind === 'AT_LOCATION' ? customerOf(locationId) : null;
}
