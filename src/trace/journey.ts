import {
  comparePositions,
  type Link,
  type MovementKind,
  type Packing,
  packingsOf,
  setsPlace,
} from '../movements/index.js';

/*
 * # Where goods went
 *
 * A **journey** is everything that happened to a unit or logistic unit: its own links, and those of the containers it
 * was in while it was in them, through any depth of packing. A pallet scan is stored once; here it counts for everything
 * on the pallet. The **place** of goods is what the last step of their journey says of it.
 *
 * A packing ends with an unpack, or with a pack into another container, or unseen: when the goods are scanned by
 * themselves at a place where their container was not (`architecture.md` 2.10 b). From then on the container's scans no
 * longer carry them.
 */
export interface Step {
  readonly link: Link;
  /** The container whose scan this was; null when the goods themselves were scanned. */
  readonly viaId: string | null;
  /** OBSERVED: scanned themselves. INFERRED: their container was scanned. DECLARED: said, and not seen. */
  readonly evidence: Evidence;
}

export type Evidence = 'OBSERVED' | 'INFERRED' | 'DECLARED';

export type PlaceKind = 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'UNKNOWN';

export interface Place {
  readonly placeKind: PlaceKind;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  /** Since when, as far as is known; null while nothing is known. */
  readonly since: Date | null;
}

/** The links of goods and of every container that they were ever in. */
export type Links = ReadonlyMap<string, readonly Link[]>;

/** Reads journeys from loaded links. One instance answers for many goods and walks a shared container once. */
export class Journeys {
  private readonly known = new Map<string, readonly Step[]>();
  private readonly walking = new Set<string>();
  private cycleMet = false;

  constructor(
    private readonly links: Links,
    private readonly until: Date,
  ) {}

  /** Every step of these goods up to the asked time, oldest first. */
  stepsOf(goodsId: string): readonly Step[] {
    const known = this.known.get(goodsId);
    if (known) return known;
    // A container that is in itself, through others, is a mistake in the record: it carries nothing of its own.
    if (this.walking.has(goodsId)) {
      this.cycleMet = true;
      return [];
    }
    this.walking.add(goodsId);
    const steps = this.walk(goodsId);
    this.walking.delete(goodsId);
    // What was cut short by a cycle depends on where the walk began, and is right for its beginning only.
    if (!this.cycleMet || this.walking.size === 0) this.known.set(goodsId, steps);
    if (this.walking.size === 0) this.cycleMet = false;
    return steps;
  }

  placeOf(goodsId: string): Place {
    return placeAfter(this.stepsOf(goodsId));
  }

  /** The containers these goods are in now, the nearest first. */
  containersOf(goodsId: string): string[] {
    const chain: string[] = [];
    let container = this.containerOf(goodsId);
    while (container !== null && !chain.includes(container)) {
      chain.push(container);
      container = this.containerOf(container);
    }
    return chain;
  }

  private containerOf(goodsId: string): string | null {
    const own = this.ownLinks(goodsId);
    const last = packingsOf(own).at(-1);
    if (last?.end !== null) return null;
    return this.unseenEnd(last, own) === null ? last.parentId : null;
  }

  private walk(goodsId: string): Step[] {
    const own = this.ownLinks(goodsId);
    const steps: Step[] = own.map((link) => ({
      link,
      viaId: null,
      evidence: link.kind === 'declare' ? 'DECLARED' : 'OBSERVED',
    }));
    for (const packing of packingsOf(own)) steps.push(...this.carried(packing, own));
    return steps.sort((a, b) => comparePositions(a.link, b.link));
  }

  /** What happened to a container while these goods were in it. */
  private carried(packing: Packing, own: readonly Link[]): Step[] {
    const end = this.unseenEnd(packing, own) ?? packing.end;
    return this.stepsOf(packing.parentId).flatMap(({ link, viaId }): Step[] => {
      const within = comparePositions(link, packing.start) > 0 && (end === null || comparePositions(link, end) < 0);
      return within ? [{ link, viaId: viaId ?? packing.parentId, evidence: 'INFERRED' }] : [];
    });
  }

  /** Their first own scan inside a packing at a place where the container was not. */
  private unseenEnd(packing: Packing, own: readonly Link[]): Link | null {
    const scans = own.filter(
      (link) =>
        saysPlace(link) &&
        comparePositions(link, packing.start) > 0 &&
        (packing.end === null || comparePositions(link, packing.end) < 0),
    );
    if (scans.length === 0) return null;
    const ofContainer = this.stepsOf(packing.parentId);
    return scans.find((scan) => this.leftBehind(scan, packing, own, ofContainer)) ?? null;
  }

  private leftBehind(scan: Link, packing: Packing, own: readonly Link[], ofContainer: readonly Step[]): boolean {
    const packedAs = own.find((link) => link.movementId === packing.start.movementId);
    const before = ofContainer.filter(({ link }) => comparePositions(link, scan) < 0);
    const containerWas = placeAfter(before);
    const was = containerWas.placeKind === 'UNKNOWN' && packedAs ? placeAfter([ownStep(packedAs)]) : containerWas;
    if (was.placeKind === 'UNKNOWN') return false;
    return !samePlace(was, placeAfter([ownStep(scan)]));
  }

  private ownLinks(goodsId: string): Link[] {
    const links = this.links.get(goodsId) ?? [];
    return links.filter(({ occurredAt }) => occurredAt <= this.until).sort(comparePositions);
  }
}

function ownStep(link: Link): Step {
  return { link, viaId: null, evidence: 'OBSERVED' };
}

/** Taken out without a place says nothing new: the goods are where their container was. */
function saysPlace(link: Link): boolean {
  return setsPlace(link) && !(link.kind === 'unpack' && link.locationId === null);
}

const PLACE_KIND: Readonly<Partial<Record<MovementKind, PlaceKind>>> = {
  ship: 'IN_TRANSIT',
  deliver: 'DELIVERED',
  destroy: 'DESTROYED',
};

/** Where goods are after these steps, and since when they are there. */
export function placeAfter(steps: readonly Step[]): Place {
  let place: Place = { placeKind: 'UNKNOWN', locationId: null, carrierId: null, consigneeId: null, since: null };
  for (const { link } of steps) {
    if (!saysPlace(link)) continue;
    const next = placeSaidBy(link, place);
    place = samePlace(place, next) ? { ...next, since: place.since } : next;
  }
  return place;
}

/** Where a movement that says a place leaves goods. A return that names no place is still on its way. */
export function placeKindAfter(kind: MovementKind, locationId: string | null): PlaceKind {
  if (kind === 'return' && locationId === null) return 'IN_TRANSIT';
  return PLACE_KIND[kind] ?? 'AT_LOCATION';
}

function placeSaidBy(link: Link, before: Place): Place {
  return {
    placeKind: placeKindAfter(link.kind, link.locationId),
    locationId: link.locationId,
    carrierId: link.carrierId,
    // A delivery that does not name who received is to whom the goods were on their way.
    consigneeId: link.consigneeId ?? (link.kind === 'deliver' ? before.consigneeId : null),
    since: link.occurredAt,
  };
}

function samePlace(a: Place, b: Place): boolean {
  return (
    a.placeKind === b.placeKind &&
    a.locationId === b.locationId &&
    (a.placeKind !== 'IN_TRANSIT' || a.carrierId === b.carrierId) &&
    (a.placeKind !== 'DELIVERED' || a.consigneeId === b.consigneeId)
  );
}
