export interface CoveredGoods {
  readonly unitIds: ReadonlySet<string>;
  readonly batchIds: ReadonlySet<string>;
}

/** What a recall covers, or a scope that is only asked about. */
export interface RecalledGoods extends CoveredGoods {
  /** What may hold some of that, and may not. */
  readonly possible: CoveredGoods;
  /** Products with a batch in the scope, of every packaging level. */
  readonly productIds: ReadonlySet<string>;
  /** Products of which it covers units by their serial numbers. */
  readonly productIdsOfUnits: ReadonlySet<string>;
  /** Why it may cover more; left out when this is all. */
  readonly truncated?: string | null;
}
