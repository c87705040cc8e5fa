import { boxOf, type Event, inOrder, isEmptying } from './plain-ledger.js';

/** A row of goods_state as it should be, by asking each question of all movements anew. */
export interface PlainState {
  readonly seen: string;
  readonly placedBy: string | null;
  readonly consigneeId: string | null;
  readonly leftContainerId: string | null;
  readonly containerId: string | null;
  readonly packedAt: number | null;
  readonly placedAfterPacked: boolean;
  readonly batchId: string | null;
  readonly otherBatchIds: readonly string[];
}

/** What happened to one of the goods; for a container also that something was packed there. */
interface Own extends Event {
  readonly container: string | null;
}

export function plainState(events: readonly Event[], goodsId: string): PlainState | null {
  const own = ownOf(events, goodsId);
  const last = own.at(-1);
  if (!last) return null;
  const placings = own.filter(setsPlace);
  const lastPack = own.findLastIndex(({ kind, container }) => kind === 'pack' && container !== null);
  const claims = own.flatMap(({ batchOf }) => batchOf.get(goodsId) ?? []);
  const spans = plainPackings(events, goodsId);
  const span = spans.at(-1);
  return {
    seen: last.movementId,
    placedBy: placings.at(-1)?.movementId ?? null,
    consigneeId: consigneeAfter(placings),
    leftContainerId: leftContainer(own, own.length),
    containerId: span?.end === null ? span.containerId : null,
    packedAt: ['unpack', 'transform'].includes(span?.end?.kind ?? '')
      ? (span?.end?.at ?? null)
      : (span?.start.at ?? null),
    placedAfterPacked: own.slice(lastPack + 1).some(setsPlace),
    batchId: claims[0] ?? null,
    otherBatchIds: [...new Set(claims)].filter((batch) => batch !== claims[0]).sort(),
  };
}

export interface PlainPacking {
  readonly containerId: string;
  readonly start: Event;
  end: Event | null;
}

export function plainPackings(events: readonly Event[], goodsId: string): PlainPacking[] {
  const spans: PlainPacking[] = [];
  for (const event of ownOf(events, goodsId)) {
    const open = spans.find(({ end }) => end === null);
    if (open && event.kind === 'transform') open.end = event;
    if (event.container === null) continue;
    if (open && (event.kind === 'pack' || open.containerId === event.container)) open.end = event;
    if (event.kind === 'pack') spans.push({ containerId: event.container, start: event, end: null });
  }
  return spans;
}

function ownOf(events: readonly Event[], goodsId: string): Own[] {
  const own: Own[] = [];
  for (const event of inOrder(events)) {
    const packing = event.kind === 'pack' || event.kind === 'unpack';
    const isTakenOut = isEmptying(event) && containerAfter(own) === event.containerId;
    if (event.goodsIds.includes(goodsId)) own.push({ ...event, container: packing ? event.containerId : null });
    else if (isTakenOut && event.containerId !== goodsId) {
      own.push({ ...event, locationId: null, carrierId: null, consigneeId: null, container: event.containerId });
    } else if (boxOf(event) === goodsId) own.push({ ...event, container: null });
  }
  return own;
}

function setsPlace({ kind, locationId, carrierId, container }: Own): boolean {
  if (kind === 'declare') return false;
  if (['ship', 'deliver', 'destroy', 'transform'].includes(kind)) return true;
  if (kind === 'unpack') return container !== null || locationId !== null;
  return locationId !== null || (kind === 'return' && carrierId !== null);
}

function consigneeAfter(placings: readonly Event[]): string | null {
  for (const { kind, consigneeId } of placings.toReversed()) {
    if (kind === 'return') return null;
    if (consigneeId !== null || kind !== 'deliver') return consigneeId;
  }
  return null;
}

/** The container whose place then is the goods' place now, after the first `count` of their events. */
function leftContainer(own: readonly Own[], count: number): string | null {
  const event = own[count - 1];
  if (!event) return null;
  const before = leftContainer(own, count - 1);
  if (event.kind === 'unpack' && setsPlace(event)) return event.locationId === null ? event.container : null;
  if (event.kind === 'pack' && event.container !== null && event.locationId === null) {
    return containerAfter(own.slice(0, count - 1)) ?? before;
  }
  if (event.kind === 'deliver' && event.consigneeId === null) return before;
  return setsPlace(event) ? null : before;
}

function containerAfter(own: readonly Own[]): string | null {
  let inside: string | null = null;
  for (const { kind, container } of own) {
    if (kind === 'pack' && container !== null) inside = container;
    if (kind === 'transform' || (kind === 'unpack' && container !== null && container === inside)) inside = null;
  }
  return inside;
}
