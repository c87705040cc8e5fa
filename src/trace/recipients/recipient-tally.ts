import { Decimal, PIECE } from '../../gs1/index.js';
import { type CountedQuantity, UnitsSent } from '../../products/index.js';
import { kindOfQuantity, sumsByKind } from '../counted-quantity.js';
import { type UnitCount, UnitCounts } from '../unit-counts.js';
import { type Handling, QuantityReceived } from './quantity-received.js';
import { type Arrival, type Basis, stronger } from './reached-customers.js';

/** So many units, and quantities beside them. */
export interface GoodsCount {
  /** Of all products together. */
  readonly units: number;
  readonly unitsByProduct: readonly UnitCount[];
  /** One for each product that they are counted in, and each dimension of units of measure. */
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
  /** What they have sent back and passed on beyond what they received for certain; null for nothing. */
  readonly goneBeyondReceived: GoodsCount | null;
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

/** Why carriers may have goods on the way. */
export const MAY_CARRY = {
  CONFLICT: DOUBT.CONFLICT,
  WITHOUT_SERIALS: 'They carry a quantity of a batch that a unit in question belongs to, without its serials.',
  MADE_OF_QUANTITY:
    'They carry goods that a unit in question may have gone into, counted by quantity; nothing says which of them hold it.',
  BATCH_MISSING:
    'They carry units of a product in question of which nobody has recorded the batch, or what was made of such.',
} as const;

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
  /** Null while nothing is doubtful. */
  all: QuantityReceived | null;
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
  /** What they sent back and passed on, by the same. */
  readonly gone: Map<string, CountedQuantity[]>;
}

/** Counts what reached whom, and apart from that what may have. */
export class RecipientTally {
  private readonly byCustomer = new Map<string, Tally>();
  /** A product is told in one unit of a dimension for all customers. */
  private readonly units = new UnitsSent<CountedQuantity>(({ gtin }) => gtin);

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
    const { quantities, left, gone } = this.note(customerId, arrival, doubt);
    const { batchNumber, how } = reached;
    const counted = this.units.inBase(reached.counted);
    const key = keyOf(counted, batchNumber);
    const received = quantities.get(key) ?? { certain: new QuantityReceived(counted), all: null };
    quantities.set(key, received);
    const quantity = new Decimal(counted.quantity);
    if (doubt !== null) received.all ??= received.certain.copy();
    received.all?.add(how, quantity);
    if (doubt !== null) return;
    received.certain.add(how, quantity);
    if (arrival.left === null) return;
    left[arrival.left].quantities.push(counted);
    addTo(gone, key, counted);
  }

  /** What a customer had and has no more: who passed goods on or sent them back had them, whether a delivery is on record or not. */
  takeAway(
    customerId: string,
    how: NonNullable<Arrival['left']>,
    { batchNumber, counted }: Omit<QuantityReached, 'how'>,
    doubt: Doubt | null,
  ): void {
    // What was refused on its way comes back too, so a return alone does not say that what was sent had arrived.
    const isKnown = (this.byCustomer.get(customerId)?.basis ?? null) !== null;
    const tally = how === 'PASSED_ON' || !isKnown ? this.note(customerId, HAD, doubt) : this.of(customerId);
    if (doubt !== null) return;
    const left = this.units.inBase(counted);
    tally.left[how].quantities.push(left);
    addTo(tally.gone, keyOf(left, batchNumber), left);
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
        ...this.asCount({
          units: tally.units,
          quantities: [...tally.quantities.values()].map(({ certain }) => certain.total),
        }),
        mayHave: tally.doubts.size === 0 ? null : this.asCount(doubtfulOf(tally)),
        fromIds: [...tally.fromIds].sort(),
        returned: this.asCount(tally.left.RETURNED),
        passedOn: this.asCount(tally.left.PASSED_ON),
        goneBeyondReceived: this.goneBeyondReceived(tally),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  }

  /** Pieces that went by quantity may be units that came with their serials. */
  private goneBeyondReceived({ quantities, gone, units, left }: Tally): GoodsCount | null {
    const unitsLeft = new Map(units.list.map((one) => [one.gtin, one.units]));
    for (const one of [...left.RETURNED.units.list, ...left.PASSED_ON.units.list]) {
      unitsLeft.set(one.gtin, (unitsLeft.get(one.gtin) ?? 0) - one.units);
    }
    const beyond = [...gone].flatMap(([key, some]) => {
      const [first] = some;
      const received = quantities.get(key)?.certain.total.quantity ?? 0;
      const excess = some.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)).minus(received);
      if (!first || !excess.greaterThan(0)) return [];
      const asUnits = Decimal.min(excess, first.uom === PIECE ? Math.max(0, unitsLeft.get(first.gtin) ?? 0) : 0);
      unitsLeft.set(first.gtin, (unitsLeft.get(first.gtin) ?? 0) - asUnits.toNumber());
      return excess.equals(asUnits) ? [] : { ...first, quantity: excess.minus(asUnits).toFixed() };
    });
    return beyond.length === 0 ? null : this.asCount({ units: new UnitCounts(), quantities: beyond });
  }

  private note(customerId: string, { basis, fromIds }: Arrival, doubt: Doubt | null): Tally {
    const recipient = this.of(customerId);
    for (const fromId of fromIds) recipient.fromIds.add(fromId);
    if (doubt !== null) this.mayHave(customerId, basis, doubt);
    else recipient.basis = recipient.basis ? stronger(recipient.basis, basis) : basis;
    return recipient;
  }

  private asCount({ units, quantities }: Left): GoodsCount {
    const sums = sumsByKind(quantities).map((sum) => this.units.asSent(sum));
    return { units: units.total, unitsByProduct: units.list, quantities: sums };
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
      gone: new Map(),
    };
    this.byCustomer.set(customerId, fresh);
    return fresh;
  }
}

/** How a customer came by goods of which it is only known that they passed them on or sent them back. */
export const HAD: Arrival = { basis: 'DELIVERED', fromIds: [], left: null };

/** What one scan says of a batch, in any packaging level, and another one too. */
function keyOf(counted: CountedQuantity, batchNumber: string): string {
  return `${kindOfQuantity(counted)} ${batchNumber}`;
}

function addTo(sums: Map<string, CountedQuantity[]>, key: string, counted: CountedQuantity): void {
  const known = sums.get(key);
  if (known) known.push(counted);
  else sums.set(key, [counted]);
}

const nothingLeft = (): Left => ({ units: new UnitCounts(), quantities: [] });

function doubtfulOf({ doubtfulUnits, quantities }: Tally): Left {
  const beyond = [...quantities.values()].flatMap(({ certain, all }) => {
    if (all === null) return [];
    const quantity = new Decimal(all.total.quantity).minus(certain.total.quantity).toFixed();
    return { ...all.total, quantity };
  });
  return { units: doubtfulUnits, quantities: beyond };
}
