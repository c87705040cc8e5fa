import type { Gtin } from '../gs1/index.js';

/** So many units of one product. */
export interface UnitCount {
  /** Null for a unit that was never registered. */
  readonly gtin: Gtin | null;
  readonly units: number;
}

/** Sums of units by product: an each and a case, both with serials, are not two of anything. */
export class UnitCounts {
  private readonly byProduct = new Map<Gtin | null, number>();

  static of(counts: Iterable<UnitCount>): UnitCounts {
    const sums = new UnitCounts();
    for (const count of counts) sums.add(count);
    return sums;
  }

  add({ gtin, units }: UnitCount): void {
    this.byProduct.set(gtin, (this.byProduct.get(gtin) ?? 0) + units);
  }

  get total(): number {
    return [...this.byProduct.values()].reduce((sum, units) => sum + units, 0);
  }

  /** In the order of their GTINs. */
  get list(): UnitCount[] {
    return [...this.byProduct]
      .map(([gtin, units]) => ({ gtin, units }))
      .filter(({ units }) => units > 0)
      .sort((a, b) => ((a.gtin ?? '') < (b.gtin ?? '') ? -1 : 1));
  }
}
