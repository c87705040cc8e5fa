import { Decimal } from 'decimal.js';

import type { Basis } from './reached-customers.js';

/** A customer whom goods of a scope reached, or may have reached. */
export interface Recipient {
  readonly customerId: string;
  /** DELIVERED when a delivery is recorded; SHIPPED when goods were only sent to them. */
  readonly basis: Basis;
  /** MAY_HAVE when the record contradicts itself; never merged with EXACT. */
  readonly certainty: 'EXACT' | 'MAY_HAVE';
  /** Why it is not exact. */
  readonly reason: string | null;
  readonly units: number;
  readonly quantities: readonly Quantity[];
}

interface Quantity {
  readonly quantity: string;
  readonly uom: string;
}

const CONFLICT_REASON = 'Two records with one id contradict each other; QUALITY decides which is right.';

interface Tally {
  basis: Basis;
  exact: boolean;
  units: number;
  /** Sums by unit of measure. */
  readonly quantities: Map<string, Record<Basis, Decimal>>;
}

/** Counts what reached whom. Exact as soon as one thing that reached them is certain. */
export class RecipientTally {
  private readonly byCustomer = new Map<string, Tally>();

  addUnit(customerId: string, basis: Basis, isDoubtful: boolean): void {
    const recipient = this.of(customerId, basis);
    recipient.units += 1;
    recipient.exact ||= !isDoubtful;
  }

  addQuantity(customerId: string, basis: Basis, { quantity, uom }: Quantity, isDoubtful: boolean): void {
    const recipient = this.of(customerId, basis);
    recipient.exact ||= !isDoubtful;
    const sums = recipient.quantities.get(uom) ?? { SHIPPED: new Decimal(0), DELIVERED: new Decimal(0) };
    sums[basis] = sums[basis].plus(quantity);
    recipient.quantities.set(uom, sums);
  }

  /** Named by a version of a movement that is not the recorded one. */
  mayHave(customerId: string): void {
    this.of(customerId, 'SHIPPED');
  }

  get list(): Recipient[] {
    return [...this.byCustomer]
      .map(([customerId, { basis, exact, units, quantities }]): Recipient => ({
        customerId,
        basis,
        certainty: exact ? 'EXACT' : 'MAY_HAVE',
        reason: exact ? null : CONFLICT_REASON,
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
    const fresh: Tally = { basis, exact: false, units: 0, quantities: new Map() };
    this.byCustomer.set(customerId, fresh);
    return fresh;
  }
}
