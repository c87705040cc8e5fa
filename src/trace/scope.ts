/** What a question is about: every unit and quantity of some batches, and some units by themselves. */
export interface GoodsScope {
  readonly batchIds: readonly string[];
  readonly unitIds: readonly string[];
}
