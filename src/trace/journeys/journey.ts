import { consigneeAfter, type Link, type MovementKind, setsPlace } from '../../movements/index.js';
import type { InferenceCode, PackingEndCode } from './inference.rule.js';

/*
 * # Where goods went
 *
 * A **journey** is everything that happened to a unit or logistic unit: its own links, and those of the containers it
 * was in while it was in them, through any depth of packing. A pallet scan is stored once; here it counts for everything
 * on the pallet. The **place** of goods is what was told last, by a scan of their own or of a container they were in.
 *
 * A packing ends with an unpack, or with a pack into another container, or unseen: when the goods are scanned by
 * themselves at a place where their container was not (`architecture.md` 2.10 b). From then on the container's scans no
 * longer carry them. `journeys.ts` plays links back to find all this.
 */
export interface Step {
  readonly link: Link;
  readonly kind: MovementKind;
  readonly occurredAt: Date;
  /** The container whose scan this was; null when the goods themselves were scanned. */
  readonly viaId: string | null;
  /** OBSERVED: scanned themselves. INFERRED: their container was scanned. DECLARED: said, and not seen. */
  readonly evidence: Evidence;
  /** Why it is INFERRED; null exactly when it is not. */
  readonly inference: InferenceCode | null;
  /** Where the goods were before it, as far as is known. */
  readonly before: Place;
  /** Where it says that they are; null when it says nothing of that. */
  readonly said: Place | null;
  /** The packing that this step shows to be over, though nobody recorded its end; null for almost every step. */
  readonly endedPacking: EndedPacking | null;
  /** The container that they had left unseen by then; null for almost every step. */
  readonly leftId: string | null;
}

export interface EndedPacking {
  readonly containerId: string;
  readonly code: PackingEndCode;
}

type Change = Pick<Step, 'before' | 'said' | 'endedPacking' | 'leftId'>;

/** What `link` was for the goods that it names. */
export function stepOf(link: Link, { before, said, endedPacking, leftId }: Change): Step {
  const { kind, occurredAt } = link;
  const evidence = evidenceOf(link, null);
  return { link, kind, occurredAt, viaId: null, evidence, inference: null, before, said, endedPacking, leftId };
}

/** What `link` of a container was for what was in it. */
export function stepWithin(link: Link, why: InferenceCode, { before, said }: Pick<Step, 'before' | 'said'>): Step {
  const { kind, occurredAt, goodsId: viaId } = link;
  const evidence = evidenceOf(link, viaId);
  const inference = evidence === 'INFERRED' ? why : null;
  return { link, kind, occurredAt, viaId, evidence, inference, before, said, endedPacking: null, leftId: null };
}

/** Who reports that they passed goods on says what they did; no scan of ours or of a carrier has seen it. */
function evidenceOf({ kind, consignorId }: Link, viaId: string | null): Evidence {
  if (consignorId !== null) return 'DECLARED';
  if (viaId !== null) return 'INFERRED';
  return kind === 'declare' ? 'DECLARED' : 'OBSERVED';
}

export type Evidence = 'OBSERVED' | 'INFERRED' | 'DECLARED';

export type PlaceKind = 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'TRANSFORMED' | 'UNKNOWN';

export interface Place {
  readonly placeKind: PlaceKind;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  /** Since when, as far as is known; null while nothing is known. */
  readonly since: Date | null;
}

export const NOWHERE_YET: Place = {
  placeKind: 'UNKNOWN',
  locationId: null,
  carrierId: null,
  consigneeId: null,
  since: null,
};

/** Whether a link itself says where its goods are. Taken out without a place, they are where their container was. */
export function saysPlace(link: Link): boolean {
  return setsPlace(link) && !(link.kind === 'unpack' && link.locationId === null);
}

/** Where a link that says a place leaves its goods, which were at `before`. */
export function placeSaidBy(link: Link, before: Place): Place {
  return {
    placeKind: placeKindAfter(link.kind, link.locationId),
    locationId: link.locationId,
    carrierId: link.carrierId,
    consigneeId: consigneeAfter(link, before.consigneeId),
    since: link.occurredAt,
  };
}

const PLACE_KIND: Readonly<Partial<Record<MovementKind, PlaceKind>>> = {
  ship: 'IN_TRANSIT',
  deliver: 'DELIVERED',
  destroy: 'DESTROYED',
};

/**
 * Where a movement that says a place leaves goods. A return that names no place is still on its way; what a transform leaves
 * at no place has gone into other goods.
 */
export function placeKindAfter(kind: MovementKind, locationId: string | null): PlaceKind {
  if (kind === 'return' && locationId === null) return 'IN_TRANSIT';
  if (kind === 'transform' && locationId === null) return 'TRANSFORMED';
  return PLACE_KIND[kind] ?? 'AT_LOCATION';
}

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.placeKind === b.placeKind &&
    a.locationId === b.locationId &&
    (a.placeKind !== 'IN_TRANSIT' || a.carrierId === b.carrierId) &&
    (a.placeKind !== 'DELIVERED' || a.consigneeId === b.consigneeId)
  );
}
