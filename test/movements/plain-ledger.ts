import { parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { carrierId, customerId, locationId } from '../../src/parties/index.js';
import { batchId, logisticUnitId, unitId } from '../../src/products/index.js';
import { ASSEMBLY, type Happening, itemOf, type Kind, REALM, type Realm } from './arbitrary-history.js';

/*
 * What the ledger means, written down once more and as plainly as possible: one pass over all movements in their order,
 * moving every one of the goods, slowly. Nothing of `src/` that folds, packs or walks is used.
 */

/** A movement as one of its goods sees it. */
export interface Event {
  readonly movementId: string;
  readonly at: number;
  readonly kind: Kind;
  readonly sequence: number;
  readonly goodsIds: readonly string[];
  /** Of these, the units that a transform takes in, or another movement names. */
  readonly namedIds: readonly string[];
  /** Of these, what comes out of a transform; it may be what went in. */
  readonly madeIds: readonly string[];
  readonly containerId: string | null;
  readonly locationId: string | null;
  readonly destinationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly consignorId: string | null;
  readonly hasQuantity: boolean;
  /** Of the quantity that it names. */
  readonly quantityBatchId: string | null;
  readonly batchOf: ReadonlyMap<string, string>;
}

const ORDER = 'declare commission receive unpack transform pack ship deliver return destroy observe adjust'.split(' ');

export interface RealmIds {
  readonly unitIds: readonly string[];
  readonly containerIds: readonly string[];
  readonly batchIds: readonly string[];
}

export function idsIn({ gtin, serials, ssccs, batches }: Realm): RealmIds {
  return {
    unitIds: serials.map((serial) => unitId(gtin as never, parseSerial(serial) as never)),
    containerIds: ssccs.map((sscc) => logisticUnitId(sscc as never)),
    batchIds: batches.map((number) => batchId(gtin as never, parseBatchNumber(number) as never)),
  };
}

export const REALM_IDS = idsIn(REALM);
export const { unitIds: UNIT_IDS, containerIds: CONTAINER_IDS, batchIds: BATCH_IDS } = REALM_IDS;

export function eventOf(one: Happening, index: number, movementId: string, realm: Realm = REALM): Event {
  const item = itemOf(one, index, realm);
  const ids = idsIn(realm);
  const madeIds = one.made.flatMap((at) => ids.unitIds[at] ?? []);
  const namedIds = one.units.flatMap((at) => ids.unitIds[at] ?? []);
  const unitIds = [...new Set([...namedIds, ...madeIds])];
  const batch = one.batch === null ? undefined : ids.batchIds[one.batch];
  return {
    movementId,
    at: Date.parse(item.occurredAt),
    kind: one.kind,
    sequence: one.sequence,
    goodsIds: [...unitIds, ...one.containers.flatMap((at) => ids.containerIds[at] ?? [])],
    namedIds,
    madeIds,
    containerId: one.container === null ? null : (ids.containerIds[one.container] ?? ids.unitIds[ASSEMBLY] ?? null),
    locationId: item.place ? locationId(item.place as never) : null,
    destinationId: item.destination ? locationId(item.destination as never) : null,
    carrierId: item.carrier ? carrierId(item.carrier) : null,
    consigneeId: item.consignee ? customerId(item.consignee) : null,
    consignorId: item.consignor ? customerId(item.consignor) : null,
    hasQuantity: one.quantity !== null,
    quantityBatchId: one.quantity === null ? null : (ids.batchIds[one.quantity] ?? null),
    batchOf: new Map(batch === undefined ? [] : unitIds.map((id) => [id, batch])),
  };
}

export function inOrder(events: readonly Event[]): Event[] {
  return [...events].sort((a, b) => {
    if (a.at !== b.at) return a.at - b.at;
    if (a.kind !== b.kind) return rank(a.kind) - rank(b.kind);
    if (a.sequence !== b.sequence) return a.sequence - b.sequence;
    return a.movementId < b.movementId ? -1 : 1;
  });
}

function rank(kind: Kind): number {
  return ORDER.indexOf(kind);
}

export interface PlainPlace {
  readonly placeKind: string;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
}

/** One of the goods in the plain world. */
export interface Thing {
  readonly id: string;
  place: PlainPlace;
  since: number | null;
  /** When and by what kind of scan the place was last told. */
  told: { readonly at: number; readonly kind: Kind } | null;
  inside: string | null;
  /** Movement, the container whose scan it was, evidence, why that is inferred, what it shows to be over and why. */
  readonly steps: [string, string | null, string, string | null, [string, string] | null][];
}

const NOWHERE: PlainPlace = { placeKind: 'UNKNOWN', locationId: null, carrierId: null, consigneeId: null };

export function plainWorld(events: readonly Event[], until: number, ids: RealmIds = REALM_IDS): Map<string, Thing> {
  const things = new Map<string, Thing>();
  for (const id of [...ids.unitIds, ...ids.containerIds]) {
    things.set(id, { id, place: NOWHERE, since: null, told: null, inside: null, steps: [] });
  }
  const past = inOrder(events).filter(({ at }) => at <= until);
  for (const event of past) happen(things, event, past);
  return things;
}

/** A container that is itself told of: where something was packed, or that it was emptied. */
export function boxOf(event: Event): string | null {
  if (event.kind !== 'pack' && event.kind !== 'unpack') return null;
  return event.locationId !== null || isEmptying(event) ? event.containerId : null;
}

/** Nothing is named: everything is taken out. */
export function isEmptying({ kind, goodsIds, hasQuantity }: Event): boolean {
  return kind === 'unpack' && goodsIds.length === 0 && !hasQuantity;
}

function happen(things: Map<string, Thing>, event: Event, past: readonly Event[]): void {
  const packing = event.kind === 'pack' || event.kind === 'unpack';
  const box = boxOf(event);
  for (const id of [...event.goodsIds, ...(box ? [box] : [])].sort()) {
    const thing = get(things, id);
    const isDeclared = event.kind === 'declare' || event.consignorId !== null;
    const step: Thing['steps'][number] = [event.movementId, null, isDeclared ? 'DECLARED' : 'OBSERVED', null, null];
    thing.steps.push(step);
    const before = thing.inside;
    const said = placeSaid(event, id, thing.place);
    const container = id === box ? null : event.containerId;

    if (said && thing.inside && !(packing && container && (event.kind === 'pack' || container === thing.inside))) {
      const holder = get(things, thing.inside);
      const apart = holder.told ? !alike(holder.place, said) : said.placeKind === 'DESTROYED';
      const elsewhere = apart && !scannedThereThen(holder, event, said, past);
      if (elsewhere) thing.inside = null;
    }
    if (said) move(thing, said, event.at, event);
    if (event.kind === 'transform') thing.inside = null;
    if (packing && container) {
      if (event.kind === 'pack') thing.inside = container;
      else if (thing.inside === container) thing.inside = null;
      if (!said) joins(thing, get(things, container), event.at);
    }
    if (before && before !== thing.inside) {
      const isUnpacked = event.kind === 'unpack' && container === before;
      const how = { transform: 'TRANSFORMED', pack: 'PACKED_ELSEWHERE' }[event.kind as string] ?? 'SEEN_ELSEWHERE';
      if (!isUnpacked) step[4] = [before, container === null && event.kind === 'pack' ? 'SEEN_ELSEWHERE' : how];
    }
    for (const other of things.values()) {
      if (!isInside(things, other, id, event, box)) continue;
      const moved = joins(other, thing, event.at);
      const isTakenOut = isEmptying(event) && other.inside === id;
      if (moved || id !== box || isTakenOut) {
        const isNearest = other.inside === id;
        const how = isTakenOut ? 'CONTAINER_EMPTIED' : isNearest ? 'CONTAINER_SCANNED' : 'OUTER_CONTAINER_SCANNED';
        const isSaid = event.consignorId !== null;
        other.steps.push([event.movementId, id, isSaid ? 'DECLARED' : 'INFERRED', isSaid ? null : how, null]);
      }
    }
    if (isEmptying(event)) for (const other of things.values()) if (other.inside === id) other.inside = null;
  }
}

/** Somewhere in it, and not through goods that the movement names itself. */
function isInside(things: Map<string, Thing>, thing: Thing, id: string, event: Event, box: string | null): boolean {
  const seen = new Set<string>();
  for (let one = thing; !seen.has(one.id);) {
    seen.add(one.id);
    if (one.id === id || event.goodsIds.includes(one.id) || one.id === box) return false;
    if (one.inside === null) return false;
    if (one.inside === id) return true;
    one = get(things, one.inside);
  }
  return false;
}

function scannedThereThen(holder: Thing, event: Event, said: PlainPlace, past: readonly Event[]): boolean {
  return past.some((other) => {
    const isScan = other.goodsIds.includes(holder.id) || boxOf(other) === holder.id;
    const there = isScan && other.at === event.at ? placeSaid(other, holder.id, holder.place) : null;
    return there !== null && alike(there, said);
  });
}

function placeSaid(event: Event, id: string, before: PlainPlace): PlainPlace | null {
  const { kind, carrierId: carrier, locationId: location, consigneeId } = event;
  // Who gave goods back is not whom they are for.
  const told = { locationId: location, carrierId: carrier, consigneeId: kind === 'return' ? null : consigneeId };
  if (kind === 'declare') return null;
  if (kind === 'transform' && !event.madeIds.includes(id)) {
    return { placeKind: 'TRANSFORMED', ...told, locationId: null };
  }
  if (kind === 'ship') return { placeKind: 'IN_TRANSIT', ...told };
  if (kind === 'deliver') {
    return { placeKind: 'DELIVERED', ...told, consigneeId: consigneeId ?? before.consigneeId };
  }
  if (kind === 'destroy') return { placeKind: 'DESTROYED', ...told };
  if (location !== null) return { placeKind: 'AT_LOCATION', ...told };
  return kind === 'return' ? { placeKind: 'IN_TRANSIT', ...told } : null;
}

/** Goods and container are together: what was told last holds for the goods. */
function joins(thing: Thing, container: Thing, at: number): boolean {
  if (container.told === null) return false;
  if (thing.told !== null) {
    if (container.told.at < thing.told.at) return false;
    if (container.told.at === thing.told.at && rank(container.told.kind) < rank(thing.told.kind)) return false;
  }
  const moved = !alike(thing.place, container.place);
  move(thing, container.place, at, container.told);
  return moved;
}

function move(thing: Thing, place: PlainPlace, since: number, told: { at: number; kind: Kind }): void {
  if (!alike(thing.place, place)) thing.since = since;
  thing.place = place;
  thing.told = { at: told.at, kind: told.kind };
}

function alike(a: PlainPlace, b: PlainPlace): boolean {
  if (a.placeKind !== b.placeKind || a.locationId !== b.locationId) return false;
  if (a.placeKind === 'IN_TRANSIT') return a.carrierId === b.carrierId;
  return a.placeKind !== 'DELIVERED' || a.consigneeId === b.consigneeId;
}

export function get(things: ReadonlyMap<string, Thing>, id: string): Thing {
  const thing = things.get(id);
  if (!thing) throw new Error(`no such goods: ${id}`);
  return thing;
}
