/** What a question is about: every unit and quantity of some batches, and some units by themselves. */
export interface GoodsScope {
  readonly batchIds: readonly string[];
  readonly unitIds: readonly string[];
  /** That every packaging level of the batches is among them: those of a mixed display again would be too many. */
  readonly inAllLevels?: boolean;
}

/** A scope with goods that may hold something of it, or may not; some of them may be named in it too. */
export interface DoubtfulScope extends GoodsScope {
  readonly possible?: GoodsScope;
  /** Units that may be of a batch of the scope, since nobody has said theirs. */
  readonly unitIdsWithoutBatch?: readonly string[];
}
