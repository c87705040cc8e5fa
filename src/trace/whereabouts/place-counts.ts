import type { CustomerOf } from '../../parties/index.js';
import type { CountedQuantity } from '../../products/index.js';
import { sumsByKind } from '../counted-quantity.js';
import type { Place, PlaceKind } from '../journeys/journey.js';
import { type UnitCount, UnitCounts } from '../unit-counts.js';

/** How much of a scope is at one place. */
export interface PlaceCount {
  readonly placeKind: PlaceKind;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  /** Of all products together. */
  readonly units: number;
  readonly unitsByProduct: readonly UnitCount[];
  /** Counted by quantity instead of by serial; below zero where more is recorded as gone than came. */
  readonly quantities: readonly CountedQuantity[];
}

export interface Whereabouts {
  /** Known units, wherever they are. */
  readonly units: number;
  readonly places: readonly PlaceCount[];
  /** What arrived though nothing says that it was ever sent; in `places` it stands in transit, below zero. */
  readonly neverShipped: readonly CountedQuantity[];
}

/** A place, whenever goods came there. */
export type PlaceOnly = Omit<Place, 'since'>;

/** So much at one place. */
export interface StockAtPlace extends PlaceOnly, CountedQuantity {
  /** It arrived, so that it is missing here; nothing says that it was ever sent. */
  readonly isNeverShipped?: boolean;
}

export const UNKNOWN_PLACE: PlaceOnly = { placeKind: 'UNKNOWN', locationId: null, carrierId: null, consigneeId: null };

/** Sums by place: in transit by carrier and consignee, delivered by customer, everything else by location. */
export class PlaceCounts {
  private readonly neverShipped: CountedQuantity[] = [];
  private readonly counts = new Map<string, { place: PlaceOnly; units: UnitCounts; quantities: CountedQuantity[] }>();

  addUnits(place: PlaceOnly, counted: UnitCount): void {
    this.at(place).units.add(counted);
  }

  addQuantity(place: PlaceOnly, { quantity, uom, gtin }: CountedQuantity): void {
    this.at(place).quantities.push({ quantity, uom, gtin });
  }

  addStock(stock: StockAtPlace): void {
    this.addQuantity(stock, stock);
    if (stock.isNeverShipped) this.neverShipped.push(stock);
  }

  /** The places at which goods were delivered to nobody named. */
  get sitesOfNobodyNamed(): string[] {
    return [...this.counts.values()].flatMap(({ place }) => (isForNobodyNamed(place) ? (place.locationId ?? []) : []));
  }

  /** The same, with what was delivered to nobody named as delivered to whose site that was. */
  withCustomers(customerOf: CustomerOf): PlaceCounts {
    const named = new PlaceCounts();
    for (const { place, units, quantities } of this.counts.values()) {
      const where = isForNobodyNamed(place) ? { ...place, consigneeId: customerOf(place.locationId) } : place;
      for (const counted of units.list) named.addUnits(where, counted);
      for (const counted of quantities) named.addQuantity(where, counted);
    }
    for (const counted of this.neverShipped) named.neverShipped.push(counted);
    return named;
  }

  get whereabouts(): Whereabouts {
    const places = [...this.counts.values()].map(({ place, units, quantities }) => ({
      ...place,
      units: units.total,
      unitsByProduct: units.list,
      quantities: sumsByKind(quantities),
    }));
    return {
      units: places.reduce((sum, { units }) => sum + units, 0),
      places: places.filter(({ units, quantities }) => units > 0 || quantities.length > 0).sort(byKindThenIds),
      neverShipped: sumsByKind(this.neverShipped),
    };
  }

  private at(place: PlaceOnly) {
    const told = tellingParts(place);
    const key = keyOf(told);
    const known = this.counts.get(key);
    if (known) return known;
    const fresh = { place: told, units: new UnitCounts(), quantities: [] };
    this.counts.set(key, fresh);
    return fresh;
  }
}

function isForNobodyNamed({ placeKind, consigneeId }: PlaceOnly): boolean {
  return placeKind === 'DELIVERED' && consigneeId === null;
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
      return { ...UNKNOWN_PLACE, placeKind };
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
