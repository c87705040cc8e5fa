import { Decimal } from 'decimal.js';

import { linksOf } from '../movements/index.js';
import type { Queryable } from '../platform/database/database.js';
import { journeysOfAlike } from './alike-units.js';
import { type Place, type PlaceKind, placeKindAfter } from './journey.js';
import type { Journeys } from './journeys.js';
import { JourneyReader } from './load-journeys.js';
import { netTransit } from './net-transit.js';
import type { GoodsScope } from './scope.js';
import { groupStock, groupUnits, type StockGroup, type UnitGroup } from './whereabouts.query.js';

/** How much of a scope is at one place. */
export interface PlaceCount {
  readonly placeKind: PlaceKind;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly units: number;
  /** Counted by quantity instead of by serial; below zero where more is recorded as gone than came. */
  readonly quantities: readonly { readonly quantity: string; readonly uom: string }[];
}

export interface Whereabouts {
  /** Known units, wherever they are. */
  readonly units: number;
  readonly places: readonly PlaceCount[];
}

/**
 * Where everything of a scope is, by place; goods with a carrier are in transit, which is a place too. Units are counted
 * in groups by state, packed ones by their container's place; the few whose state alone does not tell are walked.
 */
export async function whereaboutsOf(db: Queryable, scope: GoodsScope, now: Date): Promise<Whereabouts> {
  const counts = new PlaceCounts();
  const groups = await groupUnits(db, scope, now);
  const stock = netTransit(await groupStock(db, scope.batchIds, now));
  const told = groups.filter(({ units }) => units > 0);
  const reader = new JourneyReader(now, (goodsIds) => linksOf(db, goodsIds));
  const containers = await reader.read([...told, ...stock].flatMap(({ containerId }) => containerId ?? []));
  for (const group of told) counts.addUnits(placeOfGroup(group, containers), group.units);
  for (const group of stock) counts.addQuantity(placeOfStock(group, containers), group);

  const walked = groups.flatMap((group) => group.walked).sort();
  for await (const { journeys, alike } of journeysOfAlike(db, reader, walked)) {
    for (const { unitId, units } of alike) counts.addUnits(journeys.placeOf(unitId), units);
  }
  return counts.whereabouts;
}

type PlaceOnly = Omit<Place, 'since'>;

function placeOfGroup(group: UnitGroup, containers: Journeys): PlaceOnly {
  const { placedKind, placedAt, locationId, carrierId, consigneeId, containerId } = group;
  const placeKind = placedKind === null ? 'UNKNOWN' : placeKindAfter(placedKind, locationId);
  const place = { placeKind, locationId, carrierId, consigneeId, since: placedAt };
  if (containerId === null) return place;
  const toldBy = placedKind !== null && placedAt !== null ? { occurredAt: placedAt, kind: placedKind } : null;
  return containers.placeWithin(containerId, { place, toldBy });
}

function placeOfStock(group: StockGroup, containers: Journeys): PlaceOnly {
  const { placeKind, locationId, carrierId, consigneeId, containerId } = group;
  if (placeKind !== 'PACKED') return { placeKind, locationId, carrierId, consigneeId };
  return containerId === null ? UNKNOWN : containers.placeOf(containerId);
}

const UNKNOWN: PlaceOnly = { placeKind: 'UNKNOWN', locationId: null, carrierId: null, consigneeId: null };

/** Sums by place: in transit by carrier and consignee, delivered by customer, everything else by location. */
class PlaceCounts {
  private readonly counts = new Map<string, { place: PlaceOnly; units: number; quantities: Map<string, Decimal> }>();

  addUnits(place: PlaceOnly, units: number): void {
    this.at(place).units += units;
  }

  addQuantity(place: PlaceOnly, { quantity, uom }: { quantity: string; uom: string }): void {
    const { quantities } = this.at(place);
    quantities.set(uom, (quantities.get(uom) ?? new Decimal(0)).plus(quantity));
  }

  get whereabouts(): Whereabouts {
    const places = [...this.counts.values()].map(({ place, units, quantities }) => ({
      ...place,
      units,
      quantities: [...quantities].flatMap(([uom, sum]) => (sum.isZero() ? [] : { quantity: sum.toFixed(), uom })),
    }));
    return {
      units: places.reduce((sum, { units }) => sum + units, 0),
      places: places.filter(({ units, quantities }) => units > 0 || quantities.length > 0).sort(byKindThenIds),
    };
  }

  private at(place: PlaceOnly) {
    const told = tellingParts(place);
    const key = keyOf(told);
    const known = this.counts.get(key);
    if (known) return known;
    const fresh = { place: told, units: 0, quantities: new Map<string, Decimal>() };
    this.counts.set(key, fresh);
    return fresh;
  }
}

/** Of a place, what tells it from others: a delivery is to a customer, whichever carrier brought it. */
function tellingParts({ placeKind, locationId, carrierId, consigneeId }: PlaceOnly): PlaceOnly {
  switch (placeKind) {
    case 'IN_TRANSIT':
      return { placeKind, locationId: null, carrierId, consigneeId };
    case 'DELIVERED':
      return { placeKind, locationId, carrierId: null, consigneeId };
    case 'AT_LOCATION':
      return { placeKind, locationId, carrierId: null, consigneeId: null };
    case 'DESTROYED':
    case 'TRANSFORMED':
    case 'UNKNOWN':
      return { ...UNKNOWN, placeKind };
  }
}

function keyOf({ placeKind, locationId, carrierId, consigneeId }: PlaceOnly): string {
  return [placeKind, locationId, carrierId, consigneeId].join(' ');
}

const KIND_ORDER: readonly PlaceKind[] = [
  'AT_LOCATION',
  'IN_TRANSIT',
  'DELIVERED',
  'TRANSFORMED',
  'DESTROYED',
  'UNKNOWN',
];

function byKindThenIds(a: PlaceOnly, b: PlaceOnly): number {
  return KIND_ORDER.indexOf(a.placeKind) - KIND_ORDER.indexOf(b.placeKind) || (keyOf(a) < keyOf(b) ? -1 : 1);
}
