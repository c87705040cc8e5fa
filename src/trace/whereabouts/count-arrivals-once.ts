import { Decimal } from '../../gs1/index.js';
import type { CustomerOf } from '../../parties/index.js';
import { groupsOf } from '../../platform/groups-of.js';
import { kindOfQuantity } from '../counted-quantity.js';
import type { HeldByCustomer } from './net-customers.js';
import type { Moved } from './net-transit.js';
import { add, scannedTwice } from './scanned-twice.rule.js';
import type { StockPlace } from './whereabouts.query.js';

type Scanned = Pick<StockPlace, 'arrivedBy'>;

/**
 * A handover, and a receipt by the customer at their own site, each take goods off their way and put them with the customer.
 * Where they are two scans of the same goods, these are with the customer where they were received, and were on their way
 * to where they were handed over.
 */
export function countArrivalsOnce<M extends Moved & Scanned, H extends HeldByCustomer & Scanned>(
  moved: readonly M[],
  held: readonly H[],
  customerOf: CustomerOf,
): { readonly moved: M[]; readonly held: H[] } {
  const twice = new Map<M | H, Decimal>();
  const arrivals = groupsOf(moved.filter(isReceipt), keyOf);
  for (const [key, ofCustomer] of groupsOf(held.filter(isOfCustomer), keyOf)) {
    const siteOf = ({ locationId, customerId }: H) => (customerOf(locationId) === customerId ? locationId : null);
    const handovers = groupsOf(ofCustomer.filter(isHandover), siteOf);
    const receipts = groupsOf(ofCustomer.filter(isReceipt), siteOf);
    const same = scannedTwice(sumsOf(handovers), sumsOf(receipts));
    for (const [siteId, quantity] of same.handed) takeOff(twice, handovers.get(siteId) ?? [], quantity);
    // Of receipts the first: what is left has the most that it may have come from.
    const bySite = groupsOf((arrivals.get(key) ?? []).toSorted(byTime), ({ siteId }) => siteId);
    for (const [siteId, quantity] of same.received) takeOff(twice, bySite.get(siteId) ?? [], quantity);
  }
  return { moved: without(moved, twice), held: without(held, twice) };
}

const isReceipt = ({ arrivedBy }: Scanned) => arrivedBy === 'receive';
const isHandover = ({ arrivedBy }: Scanned) => arrivedBy === 'deliver';
const isOfCustomer = ({ customerId }: HeldByCustomer) => customerId !== null;
const byTime = (a: Moved, b: Moved) => a.movedAt.getTime() - b.movedAt.getTime();

function keyOf(one: Moved | HeldByCustomer): string {
  return `${kindOfQuantity(one)} ${one.batchNumber} ${one.customerId ?? ''}`;
}

function sumsOf<Key>(groups: ReadonlyMap<Key, readonly HeldByCustomer[]>): Map<Key, Decimal> {
  const sums = new Map<Key, Decimal>();
  for (const [key, group] of groups) for (const { quantity } of group) add(sums, key, new Decimal(quantity));
  return sums;
}

function takeOff<One extends Moved | HeldByCustomer>(
  taken: Map<One, Decimal>,
  from: readonly One[],
  amount: Decimal,
): void {
  let rest = amount;
  for (const one of from) {
    const quantity = Decimal.min(rest, new Decimal(one.quantity).abs());
    if (!quantity.isZero()) add(taken, one, quantity);
    rest = rest.minus(quantity);
  }
}

/** What came to a customer is above zero, what came off its way below. */
function without<One extends Moved | HeldByCustomer>(all: readonly One[], taken: ReadonlyMap<unknown, Decimal>): One[] {
  return all.flatMap((one) => {
    const less = taken.get(one);
    if (!less) return [one];
    const quantity = new Decimal(one.quantity);
    const left = quantity.isNegative() ? quantity.plus(less) : quantity.minus(less);
    return left.isZero() ? [] : [{ ...one, quantity: left.toFixed() }];
  });
}
