import { Decimal } from 'decimal.js';

import { kindOfQuantity } from './counted-quantity.js';
import { groupsOf } from './groups-of.js';
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

export function netTransit(moved: readonly Moved[]): StockAtPlace[] {
  const byBatch = groupsOf(moved, (one) => `${kindOfQuantity(one)} ${one.batchNumber}`);
  return [...byBatch.values()].flatMap(stillOnItsWay);
}

interface Lot {
  readonly of: Moved;
  /** The most that may still be on its way. */
  left: Decimal;
  pool: Pool;
}

interface Pool {
  lots: Lot[];
  /** Of what its lots have left together, what is told twice. */
  overlap: Decimal;
}

function stillOnItsWay(moved: readonly Moved[]): StockAtPlace[] {
  const lots = new Map<string, Lot>();
  const neverShipped: StockAtPlace[] = [];
  for (const one of moved.toSorted(byTime)) {
    if (isShipment(one)) load(lots, one);
    else {
      const rest = unload(lots, one);
      if (!rest.isZero()) neverShipped.push(unnamed(one, rest.negated()));
    }
  }
  const pools = new Set([...lots.values()].map(({ pool }) => pool));
  return [
    ...[...lots.values()].map(({ of, left }) => ({ ...of, quantity: left.toFixed() })),
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

function load(lots: Map<string, Lot>, shipment: Moved): void {
  const { carrierId, consigneeId, siteId } = shipment;
  const key = `${carrierId ?? ''} ${consigneeId ?? ''} ${siteId ?? ''}`;
  const known = lots.get(key);
  if (known) {
    known.left = known.left.plus(shipment.quantity);
    return;
  }
  const pool: Pool = { lots: [], overlap: new Decimal(0) };
  const lot = { of: shipment, left: new Decimal(shipment.quantity), pool };
  pool.lots.push(lot);
  lots.set(key, lot);
}

/** Answers what arrived and was in no lot. */
function unload(lots: Map<string, Lot>, arrival: Moved): Decimal {
  let rest = new Decimal(arrival.quantity).negated();
  const byFit = groupsOf(lots.values(), ({ of }) => misfit(arrival, of));
  for (const [, alike] of [...byFit].sort(([a], [b]) => a - b)) {
    if (!rest.isZero()) rest = rest.minus(takeFrom(alike, rest));
  }
  for (const [key, { left }] of lots) if (left.isZero()) lots.delete(key);
  return rest;
}

/** Takes up to an amount out of lots that are meant alike, and answers how much of it was there. */
function takeFrom(alike: readonly Lot[], amount: Decimal): Decimal {
  const pools = [...new Set(alike.map(({ pool }) => pool))];
  const held = sum(
    pools.map((pool) =>
      Decimal.min(totalOf(pool), sum(alike.filter((lot) => lot.pool === pool).map(({ left }) => left))),
    ),
  );
  const taken = Decimal.min(amount, held);
  const total = sum(pools.map(totalOf)).minus(taken);
  const pool: Pool = { lots: pools.flatMap(({ lots }) => lots), overlap: new Decimal(0) };
  for (const lot of alike) lot.left = Decimal.min(lot.left, held.minus(taken));
  for (const lot of pool.lots) {
    lot.left = Decimal.min(lot.left, total);
    lot.pool = pool;
  }
  pool.lots = pool.lots.filter(({ left }) => !left.isZero());
  pool.overlap = sum(pool.lots.map(({ left }) => left)).minus(total);
  return taken;
}

function totalOf({ lots, overlap }: Pool): Decimal {
  return sum(lots.map(({ left }) => left)).minus(overlap);
}

function sum(quantities: readonly Decimal[]): Decimal {
  return quantities.reduce((total, quantity) => total.plus(quantity), new Decimal(0));
}

function overlapOf({ lots, overlap }: Pool): StockAtPlace[] {
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
