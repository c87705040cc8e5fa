import type { Link } from '../../movements/index.js';
import type { CustomerOf } from '../../parties/index.js';
import type { Step } from '../journeys/journey.js';

/**
 * DELIVERED when it is recorded that they received goods from us or sent them back, or that goods were at their site; SHIPPED when
 * goods were only sent to them; ONWARD when another customer reports that they passed goods on to them.
 */
export type Basis = 'DELIVERED' | 'SHIPPED' | 'ONWARD';

/** How goods came to a customer, and what became of them there. */
export interface Arrival {
  readonly basis: Basis;
  /** The customers who passed the goods on to them. */
  readonly fromIds: readonly string[];
  /** That they do not have the goods any more. */
  readonly left: 'RETURNED' | 'PASSED_ON' | null;
}

export interface Reached extends Arrival {
  /** The movement that says so. */
  readonly by: Link;
  /** Only scans of a container say so, and the goods were seen where it was not: nobody knows when they had left it. */
  readonly mayHaveLeft: boolean;
}

/** Of two bases, what is more certain to have come from us. */
const STRENGTH: Readonly<Record<Basis, number>> = { DELIVERED: 3, SHIPPED: 2, ONWARD: 1 };

export function stronger(one: Basis, other: Basis): Basis {
  return STRENGTH[one] >= STRENGTH[other] ? one : other;
}

/** The customers that goods were sent, handed or passed on to on their journey. */
export function reachedBy(steps: readonly Step[], customerOf: CustomerOf): Map<string, Reached> {
  const reached = new ReachedCustomers();
  let onTheWay: { readonly customerId: string | null; readonly fromId: string | null } = NOBODY;
  let holderId: string | null = null;
  for (const { link, viaId, leftId } of steps) {
    reached.see(viaId, leftId);
    if (link.consignorId !== null) reached.passOn(link.consignorId, link);
    if (link.kind === 'ship') {
      const atCustomerId = link.consignorId === null ? customerOf(link.locationId) : null;
      if (atCustomerId !== null) reached.hand(atCustomerId, link, null);
      onTheWay = { customerId: link.consigneeId ?? customerOf(link.destinationId), fromId: link.consignorId };
      if (onTheWay.customerId !== null) reached.send(onTheWay.customerId, link, link.consignorId);
      continue;
    }
    const customerId = handedTo(link, onTheWay.customerId, customerOf);
    if (customerId !== null) {
      // What a customer sent without saying to whom was for the first whom it was handed to.
      if (onTheWay.fromId !== null) onTheWay = { ...onTheWay, customerId: onTheWay.customerId ?? customerId };
      const fromId = link.consignorId ?? (customerId === onTheWay.customerId ? onTheWay.fromId : null);
      reached.hand(customerId, link, fromId);
      holderId = customerId;
    }
    if (link.kind === 'return') {
      reached.takeBack(link.consigneeId ?? holderId ?? onTheWay.customerId, link);
      onTheWay = NOBODY;
    }
  }
  return reached.byCustomer;
}

const NOBODY = { customerId: null, fromId: null };

class ReachedCustomers {
  readonly byCustomer = new Map<string, Reached>();
  /** Whom only scans of a container say that goods reached, since they were scanned themselves. */
  private readonly inferred = new Set<string>();
  private isInferring = false;

  /** What comes next is told by a scan of the goods themselves, or of a container. */
  see(viaId: string | null, leftId: string | null): void {
    this.isInferring = viaId !== null;
    if (this.isInferring) return;
    for (const customerId of leftId === null ? [] : this.inferred) {
      const known = this.byCustomer.get(customerId);
      if (known) this.byCustomer.set(customerId, { ...known, mayHaveLeft: true });
    }
    this.inferred.clear();
  }

  send(customerId: string, by: Link, fromId: string | null): void {
    const known = this.byCustomer.get(customerId);
    const basis = fromId === null ? 'SHIPPED' : 'ONWARD';
    const fromIds = withOne(known?.fromIds, fromId);
    const isKnownBetter = known !== undefined && STRENGTH[known.basis] >= STRENGTH[basis];
    this.note(customerId, { ...(isKnownBetter ? known : { basis, by }), fromIds, left: null });
  }

  hand(customerId: string, by: Link, fromId: string | null): void {
    const known = this.byCustomer.get(customerId);
    const basis = stronger(known?.basis ?? 'ONWARD', fromId === null ? 'DELIVERED' : 'ONWARD');
    this.note(customerId, { basis, by, fromIds: withOne(known?.fromIds, fromId), left: null });
  }

  /** Who passes goods on had them, whether a delivery is on record or not. */
  passOn(customerId: string, by: Link): void {
    const known = this.byCustomer.get(customerId) ?? { by, fromIds: [], basis: 'DELIVERED' };
    const basis = known.basis === 'ONWARD' ? 'ONWARD' : 'DELIVERED';
    this.note(customerId, { ...known, basis, left: 'PASSED_ON' });
  }

  /** Whom goods come back from had them, whether a delivery is on record or not. */
  takeBack(customerId: string | null, by: Link): void {
    if (customerId === null) return;
    const known = this.byCustomer.get(customerId) ?? { by, fromIds: [], basis: 'DELIVERED' };
    this.note(customerId, { ...known, left: 'RETURNED' });
  }

  private note(customerId: string, reached: Omit<Reached, 'mayHaveLeft'>): void {
    const isCertain = this.byCustomer.get(customerId)?.mayHaveLeft === false && !this.inferred.has(customerId);
    if (!this.isInferring) this.inferred.delete(customerId);
    else if (!isCertain) this.inferred.add(customerId);
    this.byCustomer.set(customerId, { ...reached, mayHaveLeft: false });
  }
}

function withOne(ids: readonly string[] = [], id: string | null): readonly string[] {
  return id === null || ids.includes(id) ? ids : [...ids, id];
}

/** Any scan at a customer's own site says the same as the sender's of delivery: the goods were there. */
function handedTo(link: Link, onTheWayTo: string | null, customerOf: CustomerOf): string | null {
  if (link.kind === 'deliver') return link.consigneeId ?? customerOf(link.locationId) ?? onTheWayTo;
  return SAYS_NOT_WHO_HAS_THEM.has(link.kind) ? null : customerOf(link.locationId);
}

/** A return names whom goods came back from; what is declared or adjusted, nobody has seen. */
const SAYS_NOT_WHO_HAS_THEM: ReadonlySet<Link['kind']> = new Set(['return', 'declare', 'adjust']);
