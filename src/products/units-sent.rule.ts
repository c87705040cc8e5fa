import { type Amount, baseUnitOf, fromBaseUnit, inBaseUnit } from '../gs1/index.js';

/**
 * Senders count the same goods in several units of measure, one in kilograms and one in grams. They are added up in the base
 * unit of their dimension, and told in the unit in which all of a kind were sent; where that was not one, in the base unit,
 * in which every sum is exact.
 */
export class UnitsSent<Counted> {
  private readonly sent = new Map<string, string | null>();

  /** @param kindOf what is told in one unit: a product, or a batch. */
  constructor(private readonly kindOf: (counted: Counted) => string | null) {}

  /** To be added up. */
  inBase<T extends Counted & Amount>(counted: T): T {
    const key = this.keyOf(counted);
    const before = this.sent.get(key);
    this.sent.set(key, before === undefined || before === counted.uom ? counted.uom : null);
    return inBaseUnit(counted);
  }

  /** What was added up, to be told; once all is known. */
  asSent<T extends Counted & Amount>(sum: T): T {
    return fromBaseUnit(sum, this.sent.get(this.keyOf(sum)) ?? sum.uom);
  }

  /** The same amounts, each in the unit in which its kind is told. */
  inOneUnit<T extends Counted & Amount>(amounts: readonly T[]): T[] {
    return amounts.map((amount) => this.inBase(amount)).map((amount) => this.asSent(amount));
  }

  private keyOf(counted: Counted & Amount): string {
    return `${baseUnitOf(counted.uom)} ${this.kindOf(counted) ?? ''}`;
  }
}
