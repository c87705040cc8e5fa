import type { CountedQuantity } from '../products/index.js';
import type { Journeys } from './journeys.js';
import { netTransit } from './net-transit.js';
import { type PlaceOnly, type StockAtPlace, UNKNOWN_PLACE } from './place-counts.js';
import type { StockGroup } from './whereabouts.query.js';

/** Where stock is. What is in containers goes with them, and what is loose is set against what is on record as on its way. */
export function placesOfStock(stock: readonly StockGroup[], containers: Journeys): StockAtPlace[] {
  const packed = stock.filter(({ placeKind }) => placeKind === 'PACKED');
  const loose = stock.flatMap((group): StockAtPlace[] => {
    const { placeKind, locationId, carrierId, consigneeId, containerId, emptiedBy } = group;
    if (placeKind === 'PACKED') return [];
    if (containerId === null || emptiedBy === null) {
      return [at({ placeKind, locationId, carrierId, consigneeId }, group)];
    }
    return [at(containers.placeWhen(containerId, emptiedBy), group)];
  });
  return [
    ...netTransit(loose),
    ...packed.map((group) =>
      at(group.containerId === null ? UNKNOWN_PLACE : containers.placeOf(group.containerId), group),
    ),
  ];
}

function at(place: PlaceOnly, { quantity, uom, gtin }: CountedQuantity): StockAtPlace {
  const { placeKind, locationId, carrierId, consigneeId } = place;
  return { placeKind, locationId, carrierId, consigneeId, quantity, uom, gtin };
}
