import { comparePositions, empties, type Link, putsIntoContainer, rankOf, takesOutOf } from '../../movements/index.js';
import { inferenceOf } from './inference.rule.js';
import {
  type EndedPacking,
  NOWHERE_YET,
  type Place,
  placeSaidBy,
  samePlace,
  saysPlace,
  type Step,
  stepOf,
  stepWithin,
} from './journey.js';

/** The links of goods and of every container that they were ever in or taken out of. */
export type Links = ReadonlyMap<string, readonly Link[]>;

/** What a place is known by: of two, the later one holds. */
export type Telling = Pick<Link, 'occurredAt' | 'kind'>;

/** What is known of one unit or logistic unit as far as links were played. */
interface Track {
  readonly steps: Step[];
  place: Place;
  /** What told the place; null while nothing did. */
  toldBy: Telling | null;
  containerId: string | null;
  /** What put them into that container; null when they are in none. */
  packedBy: Link | null;
}

/**
 * Plays links back in their order and notes for each of the goods what happened to them, where they are and what they are
 * in. A container's scan is a step of everything in it; goods that are in themselves, through others, are met once.
 */
export class Journeys {
  private readonly tracks = new Map<string, Track>();
  private readonly contents = new Map<string, Set<string>>();

  constructor(
    private readonly links: Links,
    until: Date,
  ) {
    const played = [...links.values()].flat().filter(({ occurredAt }) => occurredAt <= until);
    for (const ofMovement of byMovement(played.sort(compareLinks))) this.play(ofMovement);
  }

  /** Every step of these goods up to the asked time, oldest first. */
  stepsOf(goodsId: string): readonly Step[] {
    return this.tracks.get(goodsId)?.steps ?? [];
  }

  placeOf(goodsId: string): Place {
    return this.tracks.get(goodsId)?.place ?? NOWHERE_YET;
  }

  /** Where goods were when they were named by a movement that does not say where they are. */
  placeWhen(goodsId: string, movementId: string): Place {
    return this.stepsOf(goodsId).find(({ link }) => link.movementId === movementId)?.before ?? NOWHERE_YET;
  }

  /** Where goods are that are in this container: what was told last, of them or of it. */
  placeWithin(containerId: string, own: { readonly place: Place; readonly toldBy: Telling | null }): Place {
    const container = this.tracks.get(containerId);
    return container && holdsOver(container.toldBy, own.toldBy) ? container.place : own.place;
  }

  /** The containers these goods are in now, the nearest first. */
  containersOf(goodsId: string): string[] {
    const chain = new Set<string>();
    let containerId = this.tracks.get(goodsId)?.containerId ?? null;
    while (containerId !== null && !chain.has(containerId)) {
      chain.add(containerId);
      containerId = this.tracks.get(containerId)?.containerId ?? null;
    }
    return [...chain];
  }

  /**
   * The packing by which these goods are in themselves now, through others that are in them. Of all in such a circle only
   * what was packed last answers: until then it was none.
   */
  circleClosedBy(goodsId: string): Link | null {
    const circle = this.containersOf(goodsId);
    if (!circle.includes(goodsId)) return null;
    const [last] = circle.flatMap((id) => this.tracks.get(id)?.packedBy ?? []).sort((a, b) => comparePositions(b, a));
    return last?.goodsId === goodsId ? last : null;
  }

  private play(ofMovement: readonly Link[]): void {
    const named = new Set(ofMovement.map(({ goodsId }) => goodsId));
    for (const link of ofMovement) {
      this.takeStep(link);
      this.carry(link, named);
      if (empties(link)) this.empty(link.goodsId);
    }
  }

  private takeStep(link: Link): void {
    const track = this.trackOf(link.goodsId);
    const before = track.place;
    const said = saysPlace(link) ? placeSaidBy(link, before) : null;
    const leftId = said && this.isLeftBehind(track, link, said) ? track.containerId : null;
    const endedPacking = packingEndedBy(link, track.containerId, leftId);
    track.steps.push(stepOf(link, { before, said, endedPacking, leftId }));
    if (leftId !== null) this.takeOut(link.goodsId, track);
    if (said) tell(track, said, link);
    if (putsIntoContainer(link)) this.putIn(link, track);
    else if (track.containerId !== null && takesOutOf(track.containerId, link)) this.takeOut(link.goodsId, track);
    // Goods and container are together at this instant: of both, what was told last holds.
    const container = isPacking(link) && !empties(link) ? this.tracks.get(link.containerId ?? '') : undefined;
    if (!said) follow(track, container, link.occurredAt);
  }

  /** A container's scan is a step of what is in it, except of what the movement names itself. */
  private carry(link: Link, named: ReadonlySet<string>): void {
    if (!this.contents.has(link.goodsId)) return;
    const container = this.tracks.get(link.goodsId);
    for (const goodsId of this.everythingIn(link.goodsId, named)) {
      const track = this.trackOf(goodsId);
      const before = track.place;
      const moved = follow(track, container, link.occurredAt);
      const said = saysPlace(link) ? track.place : null;
      if (!moved && !isNewsOf(link, track)) continue;
      const isNearest = track.containerId === link.goodsId;
      track.steps.push(stepWithin(link, inferenceOf({ isEmptied: empties(link), isNearest }), { before, said }));
    }
  }

  private empty(containerId: string): void {
    for (const goodsId of [...(this.contents.get(containerId) ?? [])]) {
      this.takeOut(goodsId, this.trackOf(goodsId));
    }
  }

  private everythingIn(containerId: string, named: ReadonlySet<string>): Iterable<string> {
    const found = new Set([containerId]);
    for (const one of found) {
      for (const goodsId of this.contents.get(one) ?? []) if (!named.has(goodsId)) found.add(goodsId);
    }
    found.delete(containerId);
    return found;
  }

  /** Scanned by themselves where their container was not, goods have left it unseen; so have those that were destroyed, wherever it was. */
  private isLeftBehind(track: Track, scan: Link, place: Place): boolean {
    const { containerId } = track;
    if (containerId === null || putsIntoContainer(scan)) return false;
    if (scan.kind === 'unpack' && scan.containerId === containerId) return false;
    const container = this.trackOf(containerId);
    const isElsewhere =
      container.toldBy === null ? place.placeKind === 'DESTROYED' : !samePlace(container.place, place);
    return isElsewhere && !this.isSeenBeside(containerId, scan, place);
  }

  /** Clocks are coarse: the container's scan of that instant may come after, in an order that says nothing. */
  private isSeenBeside(containerId: string, scan: Link, place: Place): boolean {
    return (this.links.get(containerId) ?? []).some(
      (link) =>
        link.occurredAt.getTime() === scan.occurredAt.getTime() &&
        saysPlace(link) &&
        samePlace(placeSaidBy(link, this.placeOf(containerId)), place),
    );
  }

  private putIn(link: Link, track: Track): void {
    const { goodsId, containerId } = link;
    this.takeOut(goodsId, track);
    if (containerId === null) return;
    track.containerId = containerId;
    track.packedBy = link;
    const others = this.contents.get(containerId);
    if (others) others.add(goodsId);
    else this.contents.set(containerId, new Set([goodsId]));
  }

  private takeOut(goodsId: string, track: Track): void {
    if (track.containerId !== null) this.contents.get(track.containerId)?.delete(goodsId);
    track.containerId = null;
    track.packedBy = null;
  }

  private trackOf(goodsId: string): Track {
    const known = this.tracks.get(goodsId);
    if (known) return known;
    const fresh = { steps: [], place: NOWHERE_YET, toldBy: null, containerId: null, packedBy: null };
    this.tracks.set(goodsId, fresh);
    return fresh;
  }
}

/** The packing that a link of goods shows to be over, without being their unpack from it. */
function packingEndedBy(link: Link, containerId: string | null, leftId: string | null): EndedPacking | null {
  if (containerId === null) return null;
  if (link.kind === 'transform') return { containerId, code: 'TRANSFORMED' };
  if (leftId !== null) return { containerId, code: 'SEEN_ELSEWHERE' };
  const isElsewhere = putsIntoContainer(link) && link.containerId !== containerId;
  return isElsewhere ? { containerId, code: 'PACKED_ELSEWHERE' } : null;
}

/** Brings goods to where their container is, if that was told no earlier than where they are. Whether they moved. */
function follow(track: Track, container: Track | undefined, since: Date): boolean {
  if (!container?.toldBy || !holdsOver(container.toldBy, track.toldBy)) return false;
  const moved = !samePlace(track.place, container.place);
  tell(track, { ...container.place, since }, container.toldBy);
  return moved;
}

function tell(track: Track, place: Place, toldBy: Telling): void {
  track.place = samePlace(track.place, place) ? { ...place, since: track.place.since } : place;
  track.toldBy = toldBy;
}

/** Of a container and its goods, told of in one instant by the same kind of movement, the container holds. */
function holdsOver(container: Telling | null, own: Telling | null): boolean {
  if (container === null) return false;
  if (own === null) return true;
  const later = container.occurredAt.getTime() - own.occurredAt.getTime();
  return later > 0 || (later === 0 && rankOf(container.kind) >= rankOf(own.kind));
}

/** That something else was put into the container or taken out is no news of what is in it; that it was emptied is. */
function isNewsOf(link: Link, { containerId }: Track): boolean {
  if (empties(link)) return containerId === link.goodsId;
  return !isPacking(link) || link.containerId !== null;
}

function isPacking({ kind }: Link): boolean {
  return kind === 'pack' || kind === 'unpack';
}

/** The goods of one movement come in the order of their ids, so that what was loaded first makes no difference. */
function compareLinks(a: Link, b: Link): number {
  return comparePositions(a, b) || (a.goodsId < b.goodsId ? -1 : 1);
}

function* byMovement(sorted: readonly Link[]): Iterable<Link[]> {
  let together: Link[] = [];
  for (const link of sorted) {
    if (together[0] && together[0].movementId !== link.movementId) {
      yield together;
      together = [];
    }
    together.push(link);
  }
  if (together.length > 0) yield together;
}
