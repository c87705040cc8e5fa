import { Decimal } from '../../gs1/index.js';
import { groupsOf } from '../../platform/groups-of.js';
import { eachInParts } from '../../platform/in-parts.js';
import { kindOfQuantity } from '../counted-quantity.js';
import type { StockAtPlace } from './place-counts.js';

/*
 * # What is still on its way, counted by quantity
 *
 * Who receives goods by quantity often does not say which carrier brought them or for whom, so arrivals are set against
 * shipments of the same batch. What was sent alike, with one carrier for one customer and destination, is a **lot**. An
 * arrival is of lots that had left by then: first of those that were bound for where it arrived or whom it names, then of
 * those that were bound for nobody named, and only then of others; of equals, of the carrier that it names.
 *
 * Where several lots are meant alike and more was on its way than arrived, nothing says which of them it came from, and no
 * carrier may be lost that perhaps has goods. Such lots are a **pool** from then on: each stands with the most that it may
 * still have, which is never more than what is left of all, and what is told twice by that, the **overlap**, stands beside
 * them below zero. The sum is exact. So does what arrived and was never shipped; neither is of a carrier or for a customer,
 * unless all of the pool is.
 */
export interface Moved extends StockAtPlace {
  readonly batchNumber: string;
  /** When it left, or below zero, arrived. */
  readonly movedAt: Date;
  /** Where it was bound for, or arrived; null when nobody said. */
  readonly siteId: string | null;
  /** For whom it was, by name or by the site. */
  readonly customerId: string | null;
}

export async function netTransit(moved: readonly Moved[]): Promise<StockAtPlace[]> {
  const byBatch = groupsOf(moved, (one) => `${kindOfQuantity(one)} ${one.batchNumber}`);
  const left: StockAtPlace[][] = [];
  for (const ofBatch of byBatch.values()) left.push(await stillOnItsWay(ofBatch));
  return left.flat();
}

interface Lot {
  readonly of: Moved;
  /** The most that may still be on its way. */
  left: Decimal;
  pool: Pool;
}

interface Pool {
  lots: Lot[];
  /** What they have left together. */
  total: Decimal;
}

async function stillOnItsWay(moved: readonly Moved[]): Promise<StockAtPlace[]> {
  const lots = new Lots();
  const neverShipped: StockAtPlace[] = [];
  await eachInParts(moved.toSorted(byTime), (one) => {
    if (isShipment(one)) {
      lots.load(one);
      return;
    }
    const rest = lots.unload(one);
    if (!rest.isZero()) neverShipped.push({ ...unnamed(one, rest.negated()), isNeverShipped: true });
  });
  const pools = new Set(lots.all.map(({ pool }) => pool));
  return [
    ...lots.all.map(({ of, left }) => ({ ...of, quantity: left.toFixed() })),
    ...[...pools].flatMap(overlapOf),
    ...neverShipped,
  ];
}

const isShipment = ({ quantity }: Moved) => !quantity.startsWith('-');

/** Clocks are coarse: what left and arrived at one instant left first. Of arrivals then, who names a carrier comes first. */
function byTime(a: Moved, b: Moved): number {
  return (
    a.movedAt.getTime() - b.movedAt.getTime() ||
    Number(isShipment(b)) - Number(isShipment(a)) ||
    Number(a.carrierId === null) - Number(b.carrierId === null) ||
    (contentOf(a) < contentOf(b) ? -1 : 1)
  );
}

function contentOf({ carrierId, consigneeId, siteId, quantity }: Moved): string {
  return [carrierId, consigneeId, siteId, quantity].join(' ');
}

/** What is on its way, while shipments and arrivals are gone through. */
class Lots {
  private readonly byKey = new Map<string, Lot>();
  /** How lots fit arrivals of a kind: a batch has many arrivals, and few kinds of them. */
  private readonly fits = new Map<string, readonly (readonly Lot[])[]>();

  get all(): readonly Lot[] {
    return [...this.byKey.values()];
  }

  load(shipment: Moved): void {
    const { carrierId, consigneeId, siteId } = shipment;
    const key = `${carrierId ?? ''} ${consigneeId ?? ''} ${siteId ?? ''}`;
    const quantity = new Decimal(shipment.quantity);
    const known = this.byKey.get(key);
    if (known) {
      known.left = known.left.plus(quantity);
      known.pool.total = known.pool.total.plus(quantity);
      return;
    }
    const pool: Pool = { lots: [], total: quantity };
    const lot = { of: shipment, left: quantity, pool };
    pool.lots.push(lot);
    this.byKey.set(key, lot);
    this.fits.clear();
  }

  /** Answers what arrived and was in no lot. */
  unload(arrival: Moved): Decimal {
    let rest = new Decimal(arrival.quantity).negated();
    for (const alike of this.inOrderOfFit(arrival)) {
      if (!rest.isZero()) rest = rest.minus(takeFrom(alike, rest));
    }
    for (const [key, { left }] of this.byKey) {
      if (!left.isZero()) continue;
      this.byKey.delete(key);
      this.fits.clear();
    }
    return rest;
  }

  private inOrderOfFit(arrival: Moved): readonly (readonly Lot[])[] {
    const kind = `${arrival.carrierId ?? ''} ${arrival.customerId ?? ''} ${arrival.siteId ?? ''}`;
    const known = this.fits.get(kind);
    if (known) return known;
    const byFit = groupsOf(this.byKey.values(), ({ of }) => misfit(arrival, of));
    const inOrder = [...byFit].sort(([a], [b]) => a - b).map(([, alike]) => alike);
    this.fits.set(kind, inOrder);
    return inOrder;
  }
}

/** Takes up to an amount out of lots that are meant alike, and answers how much of it was there. */
function takeFrom(alike: readonly Lot[], amount: Decimal): Decimal {
  const pools = [...groupsOf(alike, ({ pool }) => pool)];
  const held = sum(pools.map(([pool, some]) => heldBy(pool, some)));
  const taken = Decimal.min(amount, held);
  const rest = held.minus(taken);
  for (const lot of alike) lot.left = atMost(rest, lot.left);

  const pool = together(pools.map(([one]) => one));
  pool.total = pool.total.minus(taken);
  for (const lot of pool.lots) lot.left = atMost(pool.total, lot.left);
  if (pool.lots.some(({ left }) => left.isZero())) pool.lots = pool.lots.filter(({ left }) => !left.isZero());
  return taken;
}

/** What some lots of a pool have left, together: all of them what the pool has. */
function heldBy({ lots, total }: Pool, some: readonly Lot[]): Decimal {
  return some.length === lots.length ? total : atMost(total, sum(some.map(({ left }) => left)));
}

/** One pool of several. */
function together(pools: readonly Pool[]): Pool {
  const [first, ...others] = pools;
  if (first && others.length === 0) return first;
  const pool = { lots: pools.flatMap(({ lots }) => lots), total: sum(pools.map(({ total }) => total)) };
  for (const lot of pool.lots) lot.pool = pool;
  return pool;
}

function atMost(most: Decimal, quantity: Decimal): Decimal {
  return quantity.gt(most) ? most : quantity;
}

function sum(quantities: readonly Decimal[]): Decimal {
  return quantities.reduce((total, quantity) => total.plus(quantity), new Decimal(0));
}

/** Of what the lots of a pool have left, each by itself, what is told twice. */
function overlapOf({ lots, total }: Pool): StockAtPlace[] {
  const overlap = sum(lots.map(({ left }) => left)).minus(total);
  const [first] = lots;
  if (!first || overlap.isZero()) return [];
  const { carrierId, consigneeId } = first.of;
  const carrier = lots.every(({ of }) => of.carrierId === carrierId) ? carrierId : null;
  const consignee = lots.every(({ of }) => of.consigneeId === consigneeId) ? consigneeId : null;
  return [{ ...unnamed(first.of, overlap.negated()), carrierId: carrier, consigneeId: consignee }];
}

function unnamed({ placeKind, uom, gtin }: StockAtPlace, quantity: Decimal): StockAtPlace {
  return { placeKind, locationId: null, carrierId: null, consigneeId: null, quantity: quantity.toFixed(), uom, gtin };
}

/** How badly a lot fits an arrival: not bound for there is worst, with another carrier next. */
function misfit(arrival: Moved, lot: Moved): number {
  const aim = misaim(arrival, lot);
  const carrier = disagreement(arrival.carrierId, lot.carrierId);
  const contradiction = aim === OTHERS ? 2 : carrier === 'OTHER' ? 1 : 0;
  return contradiction * 100 + aim * 10 + ['SAME', 'UNSAID', 'OTHER'].indexOf(carrier);
}

const OTHERS = 3;

/** Bound for that place or customer; for another place of that customer; for nobody named; for others. */
function misaim(arrival: Moved, lot: Moved): number {
  const site = disagreement(arrival.siteId, lot.siteId);
  const customer = disagreement(arrival.customerId, lot.customerId);
  if (site === 'SAME' || (customer === 'SAME' && site === 'UNSAID')) return 0;
  if (customer === 'SAME') return 1;
  const isSaidOfBoth = [arrival, lot].every(({ siteId, customerId }) => siteId !== null || customerId !== null);
  return isSaidOfBoth ? OTHERS : 2;
}

function disagreement(one: string | null, other: string | null): 'SAME' | 'UNSAID' | 'OTHER' {
  if (one === null || other === null) return 'UNSAID';
  return one === other ? 'SAME' : 'OTHER';
}
