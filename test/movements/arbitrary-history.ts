import fc from 'fast-check';

import { makeSscc } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { MOVEMENT_KINDS, type MovementKind } from '../../src/movements/movement-kind.rule.js';
import { GTIN, PLANT, STORE, WAREHOUSE } from '../support/supply-chain.js';

/** A movement in small numbers, which shrink well and collide often. */
export interface Happening {
  readonly kind: Kind;
  readonly minute: number;
  readonly sequence: number;
  readonly place: number | null;
  readonly destination: number | null;
  readonly carrier: number | null;
  readonly consignee: number | null;
  /** Of a ship or deliver: the customer who passes the goods on. */
  readonly consignor: number | null;
  /** For packs and unpacks: one of the SSCCs, or after the last of them, a unit that goods are built into. */
  readonly container: number | null;
  readonly units: readonly number[];
  readonly containers: readonly number[];
  /** The batch that its units are said to be of. */
  readonly batch: number | null;
  readonly quantity: number | null;
  /** Units that come out of a transform. */
  readonly made: readonly number[];
}

export type Kind = MovementKind;

/** The names of goods. Histories of several realms have none in common, so that many are tried at once. */
export interface Realm {
  readonly prefix: string;
  readonly gtin: string;
  readonly serials: readonly string[];
  readonly ssccs: readonly string[];
  readonly batches: readonly string[];
}

export function realmOf(number: number, gtin: string = GTIN): Realm {
  const prefix = number === 0 ? '' : `R${number}-`;
  const digits = String(number).padStart(5, '0');
  return {
    prefix,
    gtin,
    serials: Array.from({ length: 10 }, (_, i) => `${prefix}U-${i}`),
    ssccs: Array.from({ length: 4 }, (_, i) => makeSscc(`09506000009${digits}${i}`)),
    batches: [`${prefix}BATCH-1`, `${prefix}BATCH-2`],
  };
}

export const REALM = realmOf(0);
export const SERIALS = REALM.serials;
export const SSCCS = REALM.ssccs as ReturnType<typeof makeSscc>[];
/** The unit that others are built into. */
export const ASSEMBLY = SERIALS.length - 1;
export const BATCHES = REALM.batches;
export const PLACES = [PLANT, WAREHOUSE, STORE];
const CARRIERS = ['CARRIER-1', 'CARRIER-2'];
export const CUSTOMERS = ['CUSTOMER-1', 'CUSTOMER-2'];
const START = Date.parse('2026-02-01T06:00:00Z');

const some = (count: number) => fc.option(fc.nat(count - 1));

const anything = fc.record({
  // Packing is where order is hardest to get right.
  kind: fc.oneof(fc.constantFrom(...MOVEMENT_KINDS), fc.constantFrom('pack', 'unpack')),
  minute: fc.nat(7),
  sequence: fc.nat(1),
  place: some(PLACES.length),
  destination: some(PLACES.length),
  carrier: some(CARRIERS.length),
  consignee: some(CUSTOMERS.length),
  consignor: some(CUSTOMERS.length),
  container: fc.nat(SSCCS.length),
  empties: fc.boolean(),
  made: fc.subarray([...SERIALS.keys()], { maxLength: 3 }),
  units: fc.subarray([...SERIALS.keys()], { maxLength: 4 }),
  containers: fc.subarray([...SSCCS.keys()], { maxLength: 2 }),
  batch: some(BATCHES.length),
  quantity: fc.option(fc.nat(BATCHES.length - 1), { freq: 2 }),
});

/** Makes of any numbers a movement that would be accepted. */
export const happening: fc.Arbitrary<Happening> = anything.map((any): Happening => {
  const packs = any.kind === 'pack' || any.kind === 'unpack';
  const container = packs ? any.container : null;
  const passesOn = any.kind === 'ship' || any.kind === 'deliver';
  const consignor = passesOn && any.consignor !== any.consignee ? any.consignor : null;
  const needsPlace =
    ['commission', 'transform', 'receive', 'observe', 'adjust'].includes(any.kind) ||
    (any.kind === 'ship' && consignor === null) ||
    (any.kind === 'return' && any.carrier === null) ||
    (any.kind === 'deliver' && any.consignee === null) ||
    (any.kind === 'destroy' && any.quantity !== null);
  return {
    ...any,
    ...goodsOf(any, container),
    container,
    place: any.place ?? (needsPlace ? 0 : null),
    destination: any.kind === 'ship' ? any.destination : null,
    consignor,
  };
});

type Anything = Parameters<Parameters<(typeof anything)['map']>[0]>[0];

/** Of any goods, those that a movement of the kind can name; at least one, unless a container is emptied. */
function goodsOf(
  any: Anything,
  container: number | null,
): Pick<Happening, 'units' | 'containers' | 'quantity' | 'made'> {
  const { kind } = any;
  const quantity = kind === 'declare' || (container !== null && any.place === null) ? null : any.quantity;
  if (kind === 'adjust') return { units: [], containers: [], quantity: any.quantity ?? 0, made: [] };
  if (kind === 'unpack' && any.empties) return { units: [], containers: [], quantity: null, made: [] };

  const units = any.units.filter((one) => container !== SSCCS.length || one !== ASSEMBLY);
  const containers = kind === 'transform' ? [] : any.containers.filter((one) => one !== container);
  const isEmpty = units.length === 0 && containers.length === 0;
  const made = any.made.length === 0 ? [0] : any.made;
  return { units: isEmpty ? [0] : units, containers, quantity, made: kind === 'transform' ? made : [] };
}

export const history = (most: number) => fc.array(happening, { minLength: 1, maxLength: most });

/** In which order movements arrive, some of them again, and how many at a time. */
export interface Delivery {
  readonly order: readonly number[];
  readonly sizes: readonly number[];
}

export function anyDelivery(count: number): fc.Arbitrary<Delivery> {
  const indexes = Array.from({ length: count }, (_, i) => i);
  return fc.record({
    order: fc
      .array(fc.nat(count - 1), { maxLength: count })
      .chain((again) => fc.shuffledSubarray([...indexes, ...again], { minLength: count + again.length })),
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  });
}

/** The requests that bring movements in this way. */
export function requestsOf(items: readonly MovementItem[], { order, sizes }: Delivery): MovementItem[][] {
  const requests: MovementItem[][] = [];
  const waiting = order.flatMap((index) => items[index] ?? []);
  for (let i = 0; waiting.length > 0; i++) requests.push(waiting.splice(0, sizes[i % sizes.length]));
  return requests;
}

export function momentOf(minute: number): Date {
  return new Date(START + minute * 60_000);
}

export function itemOf(one: Happening, index: number, { prefix, gtin, ...goods }: Realm = REALM): MovementItem {
  const named = (list: readonly string[], at: number | null) => (at === null ? null : (list[at] ?? null));
  return {
    id: `${prefix}any-${index}`,
    kind: one.kind,
    occurredAt: momentOf(one.minute).toISOString(),
    sequence: one.sequence,
    place: named(PLACES, one.place),
    destination: named(PLACES, one.destination),
    carrier: named(CARRIERS, one.carrier),
    consignee: named(CUSTOMERS, one.consignee),
    consignor: named(CUSTOMERS, one.consignor),
    container: named([...goods.ssccs, `(01)${gtin}(21)${goods.serials[ASSEMBLY] ?? ''}`], one.container),
    goods: {
      serials:
        one.units.length === 0
          ? null
          : [
              {
                gtin,
                batch: named(goods.batches, one.batch),
                serials: one.units.flatMap((at) => goods.serials[at] ?? []),
              },
            ],
      ssccs: one.containers.flatMap((at) => goods.ssccs[at] ?? []),
      quantities:
        one.quantity === null
          ? null
          : [{ gtin, batch: goods.batches[one.quantity] ?? '', quantity: '2.5', uom: 'KGM' }],
    },
    outputs:
      one.kind === 'transform'
        ? {
            serials: [
              {
                gtin,
                batch: named(goods.batches, one.batch),
                serials: one.made.flatMap((at) => goods.serials[at] ?? []),
              },
            ],
            quantities: [{ gtin, batch: goods.batches[0] ?? '', quantity: '1.25', uom: 'KGM' }],
          }
        : null,
  };
}
