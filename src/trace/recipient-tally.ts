import { Decimal } from 'decimal.js';

import type { CountedQuantity } from '../products/index.js';
import { kindOfQuantity, sumsByKind } from './counted-quantity.js';
import { type Handling, QuantityReceived } from './quantity-received.js';
import { type Arrival, type Basis, stronger } from './reached-customers.js';
import { type UnitCount, UnitCounts } from './unit-counts.js';

/** So many units, and quantities beside them. */
export interface GoodsCount {
  /** Of all products together. */
  readonly units: number;
  readonly unitsByProduct: readonly UnitCount[];
  /** One for each product that they are counted in, and each unit of measure. */
  readonly quantities: readonly CountedQuantity[];
}

/** A customer whom goods of a scope reached, or may have reached. */
export interface Recipient extends GoodsCount {
  readonly customerId: string;
  /** The strongest of what is on record: DELIVERED, else SHIPPED, else ONWARD. */
  readonly basis: Basis;
  /** MAY_HAVE when the record contradicts itself or names no serials; never merged with EXACT. */
  readonly certainty: 'EXACT' | 'MAY_HAVE';
  /** Why it is not exact. */
  readonly reason: string | null;
  /** The customers who passed goods on to them. */
  readonly fromIds: readonly string[];
  /** Of what they received, what they have sent back, and what they have passed on to others. */
  readonly returned: GoodsCount;
  readonly passedOn: GoodsCount;
}

/** Why customers may have goods, and it is not certain. */
export const DOUBT = {
  CONFLICT: 'Two records with one id contradict each other; QUALITY decides which is right.',
  WITHOUT_SERIALS: 'They were sent a quantity of a batch that a unit in question belongs to, without its serials.',
  MADE_OF_QUANTITY:
    'They received goods that a unit in question may have gone into, counted by quantity; nothing says which of them hold it.',
} as const;
export type Doubt = (typeof DOUBT)[keyof typeof DOUBT];

/** A quantity of a batch that reached a customer; its number is that of all its packaging levels. */
export interface QuantityReached {
  readonly batchNumber: string;
  readonly counted: CountedQuantity;
  readonly how: Handling;
}

interface Left {
  readonly units: UnitCounts;
  readonly quantities: CountedQuantity[];
}

interface Tally {
  /** Of what is counted; null while nothing is. */
  basis: Basis | null;
  /** Of what they may have beside it. */
  possibleBasis: Basis;
  exact: boolean;
  readonly doubts: Set<Doubt>;
  readonly fromIds: Set<string>;
  readonly units: UnitCounts;
  /** By what is counted, and the number of its batch. */
  readonly quantities: Map<string, QuantityReceived>;
  readonly left: Record<NonNullable<Arrival['left']>, Left>;
}

/** Counts what reached whom. Exact as soon as one thing that reached them is certain. */
export class RecipientTally {
  private readonly byCustomer = new Map<string, Tally>();

  addUnits(customerId: string, arrival: Arrival, counted: UnitCount, isDoubtful: boolean): void {
    const { units, left } = this.count(customerId, arrival, isDoubtful);
    units.add(counted);
    if (arrival.left !== null) left[arrival.left].units.add(counted);
  }

  /** Loose quantities are told in the order in which they moved: only what was sent before can be what is handed over. */
  addQuantity(customerId: string, arrival: Arrival, reached: QuantityReached, isDoubtful: boolean): void {
    const { quantities, left } = this.count(customerId, arrival, isDoubtful);
    const { batchNumber, counted, how } = reached;
    const key = `${kindOfQuantity(counted)} ${batchNumber}`;
    const received = quantities.get(key) ?? new QuantityReceived(counted);
    received.add(how, new Decimal(counted.quantity));
    quantities.set(key, received);
    if (arrival.left !== null) left[arrival.left].quantities.push(counted);
  }

  /** What a customer had and has no more. Who passed goods on had them; a return is only told of who is known to have had some. */
  takeAway(customerId: string, how: NonNullable<Arrival['left']>, counted: CountedQuantity, isDoubtful: boolean): void {
    if (how === 'RETURNED' && !this.byCustomer.has(customerId)) return;
    const tally = how === 'PASSED_ON' ? this.count(customerId, PASSED_ON, isDoubtful) : this.of(customerId);
    tally.left[how].quantities.push(counted);
  }

  /** Counts nothing for them: nobody knows how much of it they have, if any. */
  mayHave(customerId: string, basis: Basis, doubt: Doubt): void {
    const recipient = this.of(customerId);
    recipient.possibleBasis = stronger(recipient.possibleBasis, basis);
    recipient.doubts.add(doubt);
  }

  get list(): Recipient[] {
    return [...this.byCustomer]
      .map(([customerId, tally]): Recipient => ({
        customerId,
        basis: tally.basis ?? tally.possibleBasis,
        certainty: tally.exact ? 'EXACT' : 'MAY_HAVE',
        reason: tally.exact ? null : [...tally.doubts].sort().join(' '),
        units: tally.units.total,
        unitsByProduct: tally.units.list,
        quantities: sumsByKind([...tally.quantities.values()].map(({ total }) => total)),
        fromIds: [...tally.fromIds].sort(),
        returned: asCount(tally.left.RETURNED),
        passedOn: asCount(tally.left.PASSED_ON),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  }

  private count(customerId: string, { basis, fromIds }: Arrival, isDoubtful: boolean): Tally {
    const recipient = this.of(customerId);
    recipient.basis = recipient.basis ? stronger(recipient.basis, basis) : basis;
    for (const fromId of fromIds) recipient.fromIds.add(fromId);
    if (isDoubtful) recipient.doubts.add(DOUBT.CONFLICT);
    else recipient.exact = true;
    return recipient;
  }

  private of(customerId: string): Tally {
    const known = this.byCustomer.get(customerId);
    if (known) return known;
    const fresh: Tally = {
      basis: null,
      possibleBasis: 'ONWARD',
      exact: false,
      doubts: new Set(),
      fromIds: new Set(),
      units: new UnitCounts(),
      quantities: new Map(),
      left: { RETURNED: nothingLeft(), PASSED_ON: nothingLeft() },
    };
    this.byCustomer.set(customerId, fresh);
    return fresh;
  }
}

/** How a customer came by goods of which it is only known that they passed them on. */
export const PASSED_ON: Arrival = { basis: 'DELIVERED', fromIds: [], left: null };

const nothingLeft = (): Left => ({ units: new UnitCounts(), quantities: [] });

function asCount({ units, quantities }: Left): GoodsCount {
  return { units: units.total, unitsByProduct: units.list, quantities: sumsByKind(quantities) };
}
