import { Decimal } from 'decimal.js';

import { goodsInConflict, type Link } from '../movements/index.js';
import { locationById } from '../parties/index.js';
import type { Queryable } from '../platform/database/database.js';
import { Journeys, type Step } from './journey.js';
import { loadLinks } from './load-journeys.js';
import { conflictingConsignees, quantitiesSent } from './recipients.query.js';
import type { GoodsScope } from './scope.js';
import { unitsInScope } from './units-in-scope.query.js';

/** A customer whom goods of a scope reached, or may have reached. */
export interface Recipient {
  readonly customerId: string;
  /** DELIVERED when a delivery is recorded; SHIPPED when goods were only sent to them. */
  readonly basis: 'DELIVERED' | 'SHIPPED';
  /** MAY_HAVE when the record contradicts itself; never merged with EXACT. */
  readonly certainty: 'EXACT' | 'MAY_HAVE';
  /** Why it is not exact. */
  readonly reason: string | null;
  readonly units: number;
  readonly quantities: readonly { readonly quantity: string; readonly uom: string }[];
}

/** Units whose journeys are in memory at one time; their containers stay, since many units share them. */
const CHUNK = 10_000;

const CONFLICT_REASON = 'Two records with one id contradict each other; QUALITY decides which is right.';

/**
 * Every customer whom goods of a scope were delivered or shipped to, by themselves or packed. Many senders never post
 * deliveries, so a shipment is enough (`architecture.md` 2.12).
 */
export async function recipientsOf(db: Queryable, scope: GoodsScope, now: Date): Promise<Recipient[]> {
  const found = new Recipients();
  const containers = new Map<string, Link[]>();
  for (let after: string | null = null; ;) {
    const unitIds: string[] = await unitsInScope(db, scope, CHUNK, after);
    if (unitIds.length === 0) break;
    await addUnits(db, unitIds, containers, now, found);
    after = unitIds.at(-1) ?? null;
  }
  await addQuantities(db, scope, now, found);
  for (const customerId of await conflictingConsignees(db, [...scope.batchIds, ...scope.unitIds])) {
    found.mayHave(customerId, CONFLICT_REASON);
  }
  return found.list;
}

async function addUnits(
  db: Queryable,
  unitIds: readonly string[],
  containers: Map<string, Link[]>,
  now: Date,
  found: Recipients,
): Promise<void> {
  const links = new Map(containers);
  await loadLinks(db, unitIds, links);
  const journeys = new Journeys(links, now);
  const customerOf = await customersAtPlaces(db, links.values());
  const doubtful = await goodsInConflict(db, unitIds);
  for (const unitId of unitIds) {
    for (const [customerId, basis] of reachedBy(journeys.stepsOf(unitId), customerOf)) {
      found.addUnit(customerId, basis, doubtful.has(unitId) ? CONFLICT_REASON : null);
    }
    links.delete(unitId);
  }
  for (const [containerId, ofContainer] of links) containers.set(containerId, ofContainer);
}

type Basis = Recipient['basis'];
type CustomerOf = (locationId: string | null) => string | null;

/** The customers that goods were sent or handed to on their journey; handed to is stronger. */
export function reachedBy(steps: readonly Step[], customerOf: CustomerOf): Map<string, Basis> {
  const reached = new Map<string, Basis>();
  let onTheWayTo: string | null = null;
  for (const { link } of steps) {
    if (link.kind === 'ship') {
      onTheWayTo = link.consigneeId ?? customerOf(link.destinationId);
      if (onTheWayTo !== null && !reached.has(onTheWayTo)) reached.set(onTheWayTo, 'SHIPPED');
    } else if (link.kind === 'deliver') {
      const customerId = link.consigneeId ?? customerOf(link.locationId) ?? onTheWayTo;
      if (customerId !== null) reached.set(customerId, 'DELIVERED');
    }
  }
  return reached;
}

/** Tells whose site a place is, for movements that name the place and not the customer. */
async function customersAtPlaces(db: Queryable, links: Iterable<readonly Link[]>): Promise<CustomerOf> {
  const places = new Set<string>();
  for (const ofGoods of links) {
    for (const { kind, consigneeId, locationId, destinationId } of ofGoods) {
      if (consigneeId !== null) continue;
      if (kind === 'deliver' && locationId !== null) places.add(locationId);
      if (kind === 'ship' && destinationId !== null) places.add(destinationId);
    }
  }
  const locations = places.size === 0 ? [] : await locationById.find(db, [...places]);
  const customers = new Map(locations.map(({ id, customerId }) => [id, customerId]));
  return (locationId) => (locationId === null ? null : (customers.get(locationId) ?? null));
}

/** Batches counted by quantity: sent by themselves, or on a logistic unit that then went its way. */
async function addQuantities(db: Queryable, scope: GoodsScope, now: Date, found: Recipients): Promise<void> {
  const sent = await quantitiesSent(db, scope.batchIds, now);
  const links = new Map<string, Link[]>();
  await loadLinks(
    db,
    sent.flatMap(({ containerId }) => containerId ?? []),
    links,
  );
  const journeys = new Journeys(links, now);
  const customerOf = await customersAtPlaces(db, links.values());
  for (const { customerId, basis, containerId, from, until, quantity, uom } of sent) {
    if (customerId !== null) found.addQuantity(customerId, basis, quantity, uom);
    if (containerId === null) continue;
    const carried = journeys
      .stepsOf(containerId)
      .filter(({ link }) => link.occurredAt >= from && (until === null || link.occurredAt <= until));
    for (const [reached, how] of reachedBy(carried, customerOf)) found.addQuantity(reached, how, quantity, uom);
  }
}

interface Tally {
  basis: Basis;
  exact: boolean;
  reason: string | null;
  units: number;
  /** Sums by unit of measure. */
  readonly quantities: Map<string, Record<Basis, Decimal>>;
}

class Recipients {
  private readonly byCustomer = new Map<string, Tally>();

  addUnit(customerId: string, basis: Basis, doubt: string | null): void {
    const recipient = this.of(customerId, basis);
    recipient.units += 1;
    if (doubt === null) recipient.exact = true;
    else recipient.reason = doubt;
  }

  addQuantity(customerId: string, basis: Basis, quantity: string, uom: string): void {
    const recipient = this.of(customerId, basis);
    recipient.exact = true;
    const sums = recipient.quantities.get(uom) ?? { SHIPPED: new Decimal(0), DELIVERED: new Decimal(0) };
    sums[basis] = sums[basis].plus(quantity);
    recipient.quantities.set(uom, sums);
  }

  mayHave(customerId: string, reason: string): void {
    this.of(customerId, 'SHIPPED').reason = reason;
  }

  get list(): Recipient[] {
    return [...this.byCustomer]
      .map(([customerId, { basis, exact, reason, units, quantities }]): Recipient => ({
        customerId,
        basis,
        certainty: exact ? 'EXACT' : 'MAY_HAVE',
        reason: exact ? null : reason,
        units,
        // What was shipped was then delivered: the greater of both is what reached them, not the sum.
        quantities: [...quantities].map(([uom, sums]) => ({
          quantity: Decimal.max(sums.SHIPPED, sums.DELIVERED).toFixed(),
          uom,
        })),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  }

  private of(customerId: string, basis: Basis): Tally {
    const known = this.byCustomer.get(customerId);
    if (known) {
      if (basis === 'DELIVERED') known.basis = basis;
      return known;
    }
    const fresh: Tally = { basis, exact: false, reason: null, units: 0, quantities: new Map() };
    this.byCustomer.set(customerId, fresh);
    return fresh;
  }
}
