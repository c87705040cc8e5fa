import { Decimal, fromBaseUnit, inBaseUnit } from '../../gs1/index.js';
import type { CountedQuantity } from '../../products/index.js';
import { kindOfQuantity } from '../counted-quantity.js';
import { QuantityReceived } from './quantity-received.js';
import type { Arrival } from './reached-customers.js';
import type { QuantityReached } from './recipient-tally.js';

type Goods = Pick<QuantityReached, 'batchNumber' | 'counted'>;

/** What customers had sent of a batch to nobody named, and has not been handed to anybody yet. */
interface Pool {
  /** The most that is left of what each sent: nothing says from whom it was that was handed over. */
  readonly most: Map<string, Decimal>;
  /** Of all together. */
  left: Decimal;
}

/** What reached a customer of a batch. */
interface Reached {
  readonly all: QuantityReceived;
  /** Whether some of it came out of the pool. */
  isPassedOn: boolean;
}

/**
 * What customers pass on and say not to whom came, as a unit does, to the next to whom it is handed, or who receives it: as much of
 * that as nothing else on record was on its way to them. Of several who sent some, each may be whom it came from. Told in the
 * order in which it moved.
 */
export class PassedOnToNobodyNamed {
  private readonly pools = new Map<string, Pool>();
  private readonly reached = new Map<string, Reached>();

  send(fromId: string, { batchNumber, counted }: Goods): void {
    const { quantity } = inBaseUnit(counted);
    const key = keyOf({ batchNumber, counted });
    const pool = this.pools.get(key) ?? { most: new Map<string, Decimal>(), left: new Decimal(0) };
    pool.most.set(fromId, (pool.most.get(fromId) ?? new Decimal(0)).plus(quantity));
    pool.left = pool.left.plus(quantity);
    this.pools.set(key, pool);
  }

  /** What reached a customer, with what of it came from other customers told apart. */
  partsOf(customerId: string, arrival: Arrival, reached: QuantityReached): (readonly [Arrival, QuantityReached])[] {
    const { how, counted } = reached;
    const known = this.reachedOf(customerId, reached);
    const quantity = new Decimal(inBaseUnit(counted).quantity);
    if (how === 'SEEN')
      return [[known.all.isOfOthers(how, quantity) ? { ...arrival, basis: 'ONWARD' } : arrival, reached]];
    if (how !== 'HANDED' && how !== 'RECEIVED') {
      known.all.add(how, quantity);
      return [[arrival, reached]];
    }
    const { fromIds, taken } = this.take(customerId, reached, known.all.unexpected(how, quantity));
    if (!taken.isZero()) known.isPassedOn = true;
    known.all.add('SENT_ON', taken);
    const isOfOthers = known.isPassedOn && known.all.isOfOthers(how, quantity);
    known.all.add(how, quantity);
    const scan = [isOfOthers ? { ...arrival, basis: 'ONWARD' as const } : arrival, reached] as const;
    if (taken.isZero()) return [scan];
    const sum = taken.equals(quantity) ? counted : { ...counted, ...inUnitOf(counted, taken) };
    return [
      [
        { basis: 'ONWARD', fromIds, left: null },
        { ...reached, counted: sum, how: 'SENT_ON' },
      ],
      scan,
    ];
  }

  /** Takes up to so much out of what others sent, and answers who they may be. */
  private take(
    customerId: string,
    goods: Goods,
    wanted: Decimal,
  ): { readonly fromIds: string[]; readonly taken: Decimal } {
    const pool = this.pools.get(keyOf(goods));
    const others = [...(pool?.most ?? [])].filter(([fromId, most]) => fromId !== customerId && !most.isZero());
    const sum = others.reduce((total, [, most]) => total.plus(most), new Decimal(0));
    if (!pool || sum.isZero()) return { fromIds: [], taken: new Decimal(0) };
    const taken = Decimal.min(wanted, pool.left, sum);
    pool.left = pool.left.minus(taken);
    for (const [fromId, most] of others) pool.most.set(fromId, Decimal.min(most, sum.minus(taken)));
    for (const [fromId, most] of pool.most) pool.most.set(fromId, Decimal.min(most, pool.left));
    return { fromIds: others.map(([fromId]) => fromId), taken };
  }

  private reachedOf(customerId: string, goods: Goods): Reached {
    const key = `${keyOf(goods)} ${customerId}`;
    const known = this.reached.get(key) ?? { all: new QuantityReceived(goods.counted), isPassedOn: false };
    this.reached.set(key, known);
    return known;
  }
}

function inUnitOf({ quantity, uom }: CountedQuantity, inBase: Decimal): Pick<CountedQuantity, 'quantity' | 'uom'> {
  return fromBaseUnit({ quantity: inBase.toFixed(), uom: inBaseUnit({ quantity, uom }).uom }, uom);
}

function keyOf({ batchNumber, counted }: Goods): string {
  return `${kindOfQuantity(counted)} ${batchNumber}`;
}
