import { type MovementKind, rankOf } from './movement-kind.rule.js';

/*
 * # State is a fold
 *
 * A **link** is what one movement did to one unit or logistic unit. The **state** is the fold of its links in the order
 * (occurred at, rank of kind, source sequence, movement id), whatever order they arrived in: of each aspect (last seen,
 * place, packing, batch) it keeps what the last link that speaks of it said. `goods-state.query.ts` takes the same step
 * in SQL for links that arrive in order; all others are folded here again from the first link on.
 *
 * Where a packed unit is, is not stored: its container's place is looked up when asked, so a pallet scan is one row.
 */
export interface Link {
  readonly goodsId: string;
  readonly movementId: string;
  readonly occurredAt: Date;
  readonly kind: MovementKind;
  readonly sequence: number;
  readonly locationId: string | null;
  /** Where shipped goods are bound for. */
  readonly destinationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  /** The customer who passed the goods on to the consignee. Where the goods are does not depend on it. */
  readonly consignorId: string | null;
  /**
   * The container that a pack puts into, or an unpack takes out of; null when these goods are that container. An unpack that
   * names no goods empties it: of its own link it is the container itself, and its goods' folds have that link too.
   */
  readonly containerId: string | null;
  /** The batch that the sender said the unit is of. */
  readonly batchId: string | null;
}

export interface GoodsState {
  readonly goodsId: string;
  readonly seenAt: Date;
  readonly seenKind: MovementKind;
  readonly seenSequence: number;
  readonly seenMovementId: string;
  readonly placedAt: Date | null;
  /**
   * What put it there: a ship means in transit, a deliver with the consignee, a destroy destroyed, a transform without a
   * place gone into other goods, all else at the place.
   */
  readonly placedKind: MovementKind | null;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  /**
   * It left this container, by an unpack or for another container, and its place was not said: it is where the container
   * was then. Also when it was then delivered to nobody named: it was for whom the container was.
   */
  readonly leftContainerId: string | null;
  readonly packedAt: Date | null;
  readonly containerId: string | null;
  /** Whether its own place was said after it was packed; then it may have left its container unseen. */
  readonly placedAfterPacked: boolean;
  readonly batchId: string | null;
  /** Other batches that claim it: a gap, and AFFECTED if any of them is. */
  readonly otherBatchIds: readonly string[] | null;
}

type Position = Pick<Link, 'occurredAt' | 'kind' | 'sequence' | 'movementId'>;

/** The order of the ledger (`architecture.md` 2.8). Negative when `a` comes first. */
export function comparePositions(a: Position, b: Position): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    rankOf(a.kind) - rankOf(b.kind) ||
    a.sequence - b.sequence ||
    (a.movementId < b.movementId ? -1 : a.movementId > b.movementId ? 1 : 0)
  );
}

/**
 * The state after all `links` of one unit or logistic unit, the first of which is its own; the others in any order, with
 * those of the containers that were emptied when it may have been in them.
 */
export function fold(links: readonly [Link, ...Link[]]): GoodsState {
  return links.toSorted(comparePositions).reduce(step, unseen(links[0].goodsId));
}

function step(state: GoodsState, link: Link): GoodsState {
  if (empties(link) && link.goodsId !== state.goodsId) {
    return link.containerId === state.containerId ? step(state, takenOut(state.goodsId, link)) : state;
  }
  return {
    goodsId: state.goodsId,
    seenAt: link.occurredAt,
    seenKind: link.kind,
    seenSequence: link.sequence,
    seenMovementId: link.movementId,
    ...(setsPlace(link) ? placeAfter(state, link) : placeKept(state, link)),
    ...packingAfter(state, link),
    ...batchAfter(state, link),
  };
}

/**
 * What the emptying of a container is for what was in it: taken out of it, and where it was then. The place of the emptying
 * is not theirs, since they may have left unseen before; that is told by their journey.
 */
function takenOut(goodsId: string, emptying: Link): Link {
  return { ...emptying, goodsId, locationId: null, carrierId: null, consigneeId: null };
}

/** Whether a link says where its goods are. A pack without a place does not; they are with their container from then on. */
export function setsPlace({ goodsId, kind, locationId, carrierId, containerId }: Link): boolean {
  switch (kind) {
    case 'ship':
    case 'deliver':
    case 'destroy':
    case 'transform':
      return true;
    case 'unpack':
      return locationId !== null || containerId !== goodsId;
    case 'return':
      return locationId !== null || carrierId !== null;
    case 'commission':
    case 'receive':
    case 'pack':
    case 'observe':
      return locationId !== null;
    case 'declare':
    case 'adjust':
      return false;
  }
}

type Place = Pick<
  GoodsState,
  'placedAt' | 'placedKind' | 'locationId' | 'carrierId' | 'consigneeId' | 'leftContainerId'
>;

function placeKept(state: GoodsState, link: Link): Place {
  const { placedAt, placedKind, locationId, carrierId, consigneeId } = state;
  const leftContainerId = putsIntoContainer(link)
    ? (state.containerId ?? state.leftContainerId)
    : state.leftContainerId;
  return { placedAt, placedKind, locationId, carrierId, consigneeId, leftContainerId };
}

function placeAfter(state: GoodsState, link: Link): Place {
  return {
    placedAt: link.occurredAt,
    placedKind: link.kind,
    locationId: link.locationId,
    carrierId: link.carrierId,
    consigneeId: consigneeAfter(link, state.consigneeId),
    leftContainerId: leftContainerAfter(state, link),
  };
}

/**
 * For whom goods are after a link that says where they are. A return names who gave them back, and they are for nobody then; a
 * delivery that does not name who received is to whom they were on their way.
 */
export function consigneeAfter({ kind, consigneeId }: Link, before: string | null): string | null {
  if (kind === 'return') return null;
  return consigneeId ?? (kind === 'deliver' ? before : null);
}

function leftContainerAfter(state: GoodsState, { kind, locationId, consigneeId, containerId }: Link): string | null {
  if (kind === 'unpack' && locationId === null) return containerId;
  return kind === 'deliver' && consigneeId === null ? state.leftContainerId : null;
}

/** The link of a container out of which everything was taken. */
export function empties({ kind, goodsId, containerId }: Link): boolean {
  return kind === 'unpack' && containerId === goodsId;
}

/** Goods are put into a container; the same movement says of the container itself only where that was. */
export function putsIntoContainer({ kind, containerId }: Pick<Link, 'kind' | 'containerId'>): boolean {
  return kind === 'pack' && containerId !== null;
}

/** Whether the step for this link takes more from the state before it than SQL can (`goods-state.query.ts`). */
export function readsStateBefore(link: Link): boolean {
  return (
    link.kind === 'transform' ||
    (link.kind === 'unpack' && link.containerId !== null) ||
    (putsIntoContainer(link) && link.locationId === null) ||
    (link.kind === 'deliver' && link.consigneeId === null)
  );
}

function packingAfter(
  state: GoodsState,
  link: Link,
): Pick<GoodsState, 'packedAt' | 'containerId' | 'placedAfterPacked'> {
  const { packedAt, containerId } = state;
  if (putsIntoContainer(link)) {
    return { packedAt: link.occurredAt, containerId: link.containerId, placedAfterPacked: false };
  }
  const placedAfterPacked = setsPlace(link) || state.placedAfterPacked;
  if (containerId !== null && takesOutOf(containerId, link)) {
    return { packedAt: link.occurredAt, containerId: null, placedAfterPacked };
  }
  return { packedAt, containerId, placedAfterPacked };
}

/** What goes into a transform or comes out of it is in no container. Taken out of one that it is not in ends nothing. */
export function takesOutOf(containerId: string, link: Pick<Link, 'kind' | 'containerId'>): boolean {
  return link.kind === 'transform' || (link.kind === 'unpack' && link.containerId === containerId);
}

function batchAfter(state: GoodsState, { batchId }: Link): Pick<GoodsState, 'batchId' | 'otherBatchIds'> {
  const { otherBatchIds } = state;
  if (state.batchId === null) return { batchId, otherBatchIds };
  if (batchId === null || batchId === state.batchId || otherBatchIds?.includes(batchId)) {
    return { batchId: state.batchId, otherBatchIds };
  }
  return { batchId: state.batchId, otherBatchIds: [...(otherBatchIds ?? []), batchId].toSorted() };
}

function unseen(goodsId: string): GoodsState {
  return {
    goodsId,
    seenAt: new Date(0),
    seenKind: 'declare',
    seenSequence: 0,
    seenMovementId: '',
    placedAt: null,
    placedKind: null,
    locationId: null,
    carrierId: null,
    consigneeId: null,
    leftContainerId: null,
    packedAt: null,
    containerId: null,
    placedAfterPacked: false,
    batchId: null,
    otherBatchIds: null,
  };
}

/** From when to when goods were in a container. Open when `end` is null. */
export interface Packing {
  readonly childId: string;
  readonly parentId: string;
  readonly start: Position;
  /** An unpack, or the pack into another container that ended it unseen (INFERRED). */
  readonly end: Position | null;
}

/** Every packing that the links of one unit or logistic unit tell of, oldest first. */
export function packingsOf(links: readonly Link[]): Packing[] {
  const packings: Packing[] = [];
  for (const link of links.toSorted(comparePositions)) {
    const open = packings.at(-1);
    const ends = open?.end === null && (putsIntoContainer(link) || takesOutOf(open.parentId, link));
    if (ends) packings[packings.length - 1] = { ...open, end: link };
    if (link.kind === 'pack' && link.containerId !== null) {
      packings.push({ childId: link.goodsId, parentId: link.containerId, start: link, end: null });
    }
  }
  return packings;
}
