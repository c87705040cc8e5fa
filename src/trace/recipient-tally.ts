import { Decimal } from 'decimal.js';

import type { CountedQuantity } from '../products/index.js';
import { kindOfQuantity } from './counted-quantity.js';
import type { Basis } from './reached-customers.js';

/** A customer whom goods of a scope reached, or may have reached. */
export interface Recipient {
  readonly customerId: string;
  /** DELIVERED when a delivery is recorded; SHIPPED when goods were only sent to them. */
  readonly basis: Basis;
  /** MAY_HAVE when the record contradicts itself or names no serials; never merged with EXACT. */
  readonly certainty: 'EXACT' | 'MAY_HAVE';
  /** Why it is not exact. */
  readonly reason: string | null;
  readonly units: number;
  /** One for each product that they are counted in, and each unit of measure. */
  readonly quantities: readonly CountedQuantity[];
}

/** Why customers may have goods, and it is not certain. */
export const DOUBT = {
  CONFLICT: 'Two records with one id contradict each other; QUALITY decides which is right.',
  WITHOUT_SERIALS: 'They were sent a quantity of a batch that a unit in question belongs to, without its serials.',
  MADE_OF_QUANTITY:
    'They received goods that a unit in question may have gone into, counted by quantity; nothing says which of them hold it.',
} as const;

export type Doubt = (typeof DOUBT)[keyof typeof DOUBT];

interface Tally {
  /** Of what is counted; null while nothing is. */
  basis: Basis | null;
  /** Of what they may have beside it. */
  possibleBasis: Basis;
  exact: boolean;
  readonly doubts: Set<Doubt>;
  units: number;
  /** Sums by what is counted. */
  readonly quantities: Map<string, { readonly of: CountedQuantity; readonly sums: Record<Basis, Decimal> }>;
}

/** Counts what reached whom. Exact as soon as one thing that reached them is certain. */
export class RecipientTally {
  private readonly byCustomer = new Map<string, Tally>();

  addUnits(customerId: string, basis: Basis, units: number, isDoubtful: boolean): void {
    this.count(customerId, basis, isDoubtful).units += units;
  }

  addQuantity(customerId: string, basis: Basis, counted: CountedQuantity, isDoubtful: boolean): void {
    const { quantities } = this.count(customerId, basis, isDoubtful);
    const kind = kindOfQuantity(counted);
    const known = quantities.get(kind) ?? { of: counted, sums: { SHIPPED: new Decimal(0), DELIVERED: new Decimal(0) } };
    known.sums[basis] = known.sums[basis].plus(counted.quantity);
    quantities.set(kind, known);
  }

  /** Counts nothing for them: nobody knows how much of it they have, if any. */
  mayHave(customerId: string, basis: Basis, doubt: Doubt): void {
    const recipient = this.of(customerId);
    recipient.possibleBasis = stronger(recipient.possibleBasis, basis);
    recipient.doubts.add(doubt);
  }

  get list(): Recipient[] {
    return [...this.byCustomer]
      .map(([customerId, { basis, possibleBasis, exact, doubts, units, quantities }]): Recipient => ({
        customerId,
        basis: basis ?? possibleBasis,
        certainty: exact ? 'EXACT' : 'MAY_HAVE',
        reason: exact ? null : [...doubts].sort().join(' '),
        units,
        // What was shipped was then delivered: the greater of both is what reached them, not the sum.
        quantities: [...quantities.values()].map(({ of, sums }) => ({
          ...of,
          quantity: Decimal.max(sums.SHIPPED, sums.DELIVERED).toFixed(),
        })),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  }

  private count(customerId: string, basis: Basis, isDoubtful: boolean): Tally {
    const recipient = this.of(customerId);
    recipient.basis = recipient.basis ? stronger(recipient.basis, basis) : basis;
    if (isDoubtful) recipient.doubts.add(DOUBT.CONFLICT);
    else recipient.exact = true;
    return recipient;
  }

  private of(customerId: string): Tally {
    const known = this.byCustomer.get(customerId);
    if (known) return known;
    const fresh: Tally = {
      basis: null,
      possibleBasis: 'SHIPPED',
      exact: false,
      doubts: new Set(),
      units: 0,
      quantities: new Map(),
    };
    this.byCustomer.set(customerId, fresh);
    return fresh;
  }
}

function stronger(one: Basis, other: Basis): Basis {
  return one === 'DELIVERED' ? one : other;
}
