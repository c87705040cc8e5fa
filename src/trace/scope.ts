/** What a question is about: every unit and quantity of some batches, and some units by themselves. */
export interface GoodsScope {
  readonly batchIds: readonly string[];
  readonly unitIds: readonly string[];
  /** That every packaging level of the batches is among them: those of a mixed display again would be too many. */
  readonly inAllLevels?: boolean;
}

/** The goods that a trace went through. */
export interface Traced extends GoodsScope {
  /** Why there may be more of them; null when these are all. */
  readonly truncated: string | null;
}

/** Why there may be more, each reason once; null when nothing was cut. */
export function whyMore(...reasons: readonly (string | null)[]): string | null {
  return [...new Set(reasons)].filter((reason) => reason !== null).join(' ') || null;
}

/** What may hold goods in question, and may not. */
export interface PossibleGoods extends GoodsScope {
  /** Those of them that were made of such goods by one of two records that contradict each other, and else are not. */
  readonly byConflict?: GoodsScope;
}

/** A scope with goods that may hold something of it, or may not; some of them may be named in it too. */
export interface DoubtfulScope extends GoodsScope {
  readonly possible?: PossibleGoods;
  /** Units that may be of a batch of the scope, since nobody has said theirs, and what was made of them. */
  readonly ofNoBatch?: GoodsScope;
}
