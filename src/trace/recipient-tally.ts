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

/** A customer whom goods of a scope reached, or may have reached; what is counted of them is certain. */
export interface Recipient extends GoodsCount {
  readonly customerId: string;
  /** The strongest of what is on record: DELIVERED, else SHIPPED, else ONWARD. */
  readonly basis: Basis;
  /** EXACT as soon as one thing that reached them is certain. */
  readonly certainty: 'EXACT' | 'MAY_HAVE';
  /** Why it is not exact, or why they may have more than is certain. */
  readonly reason: string | null;
  /** What they may have besides what is certain, as far as it is counted; null for nothing. */
  readonly mayHave: GoodsCount | null;
  /** The customers who passed goods on to them. */
  readonly fromIds: readonly string[];
  /** Of what they received for certain, what they have sent back, and what they have passed on to others. */
  readonly returned: GoodsCount;
  readonly passedOn: GoodsCount;
}

/** Why customers may have goods, and it is not certain. */
export const DOUBT = {
  CONFLICT: 'Two records with one id contradict each other; QUALITY decides which is right.',
  WITHOUT_SERIALS: 'They were sent a quantity of a batch that a unit in question belongs to, without its serials.',
  MADE_OF_QUANTITY:
    'They received goods that a unit in question may have gone into, counted by quantity; nothing says which of them hold it.',
  BATCH_MISSING: 'They received units of a product in question of which nobody has recorded the batch.',
  LEFT_UNSEEN:
    'Goods were sent to them in a container, and then seen where it was not; nobody recorded when they had left it.',
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

/** Doubtful scans may tell of the same goods as certain ones, so what is doubtful is what all say beyond what is certain. */
interface Received {
  readonly certain: QuantityReceived;
  readonly all: QuantityReceived;
}

interface Tally {
  /** Of what is certain; null while nothing is. */
  basis: Basis | null;
  /** Of what they may have beside it. */
  possibleBasis: Basis;
  readonly doubts: Set<Doubt>;
  readonly fromIds: Set<string>;
  readonly units: UnitCounts;
  readonly doubtfulUnits: UnitCounts;
  /** By what is counted, and the number of its batch. */
  readonly quantities: Map<string, Received>;
  readonly left: Record<NonNullable<Arrival['left']>, Left>;
}

/** Counts what reached whom, and apart from that what may have. */
export class RecipientTally {
  private readonly byCustomer = new Map<string, Tally>();

  addUnits(customerId: string, arrival: Arrival, counted: UnitCount, doubt: Doubt | null): void {
    const { units, doubtfulUnits, left } = this.note(customerId, arrival, doubt);
    if (doubt !== null) {
      doubtfulUnits.add(counted);
      return;
    }
    units.add(counted);
    if (arrival.left !== null) left[arrival.left].units.add(counted);
  }

  /** Loose quantities are told in the order in which they moved: only what was sent before can be what is handed over. */
  addQuantity(customerId: string, arrival: Arrival, reached: QuantityReached, doubt: Doubt | null): void {
    const { quantities, left } = this.note(customerId, arrival, doubt);
    const { batchNumber, counted, how } = reached;
    const key = `${kindOfQuantity(counted)} ${batchNumber}`;
    const received = quantities.get(key) ?? {
      certain: new QuantityReceived(counted),
      all: new QuantityReceived(counted),
    };
    quantities.set(key, received);
    const quantity = new Decimal(counted.quantity);
    received.all.add(how, quantity);
    if (doubt !== null) return;
    received.certain.add(how, quantity);
    if (arrival.left !== null) left[arrival.left].quantities.push(counted);
  }

  /** What a customer had and has no more. Who passed goods on had them; a return is only told of who is known to have had some. */
  takeAway(customerId: string, how: NonNullable<Arrival['left']>, counted: CountedQuantity, doubt: Doubt | null): void {
    if (how === 'RETURNED' && !this.byCustomer.has(customerId)) return;
    const tally = how === 'PASSED_ON' ? this.note(customerId, PASSED_ON, doubt) : this.of(customerId);
    if (doubt === null) tally.left[how].quantities.push(counted);
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
        certainty: tally.basis === null ? 'MAY_HAVE' : 'EXACT',
        reason: [...tally.doubts].sort().join(' ') || null,
        ...asCount({
          units: tally.units,
          quantities: [...tally.quantities.values()].map(({ certain }) => certain.total),
        }),
        mayHave: tally.doubts.size === 0 ? null : doubtfulOf(tally),
        fromIds: [...tally.fromIds].sort(),
        returned: asCount(tally.left.RETURNED),
        passedOn: asCount(tally.left.PASSED_ON),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  }

  private note(customerId: string, { basis, fromIds }: Arrival, doubt: Doubt | null): Tally {
    const recipient = this.of(customerId);
    for (const fromId of fromIds) recipient.fromIds.add(fromId);
    if (doubt !== null) this.mayHave(customerId, basis, doubt);
    else recipient.basis = recipient.basis ? stronger(recipient.basis, basis) : basis;
    return recipient;
  }

  private of(customerId: string): Tally {
    const known = this.byCustomer.get(customerId);
    if (known) return known;
    const fresh: Tally = {
      basis: null,
      possibleBasis: 'ONWARD',
      doubts: new Set(),
      fromIds: new Set(),
      units: new UnitCounts(),
      doubtfulUnits: new UnitCounts(),
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

function doubtfulOf({ doubtfulUnits, quantities }: Tally): GoodsCount {
  const beyond = [...quantities.values()].map(({ certain, all }) => ({
    ...all.total,
    quantity: new Decimal(all.total.quantity).minus(certain.total.quantity).toFixed(),
  }));
  return asCount({ units: doubtfulUnits, quantities: beyond });
}

function asCount({ units, quantities }: Left): GoodsCount {
  return { units: units.total, unitsByProduct: units.list, quantities: sumsByKind(quantities) };
}
