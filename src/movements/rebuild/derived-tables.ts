/** A table whose rows the ledger alone decides. */
export interface DerivedTable {
  readonly name: string;
  /** Its primary key. Differences are looked for again by the first column of it. */
  readonly key: readonly [string, ...string[]];
}

/** In the order in which captures take their rows, so that none waits for who waits for it. */
export const DERIVED_TABLES: readonly DerivedTable[] = [
  { name: 'goods_movement', key: ['goods_id', 'movement_id'] },
  { name: 'voided_goods_movement', key: ['goods_id', 'movement_id'] },
  { name: 'goods_state', key: ['goods_id'] },
  { name: 'packing_by_child', key: ['child_id', 'pack_movement_id'] },
  { name: 'packing_by_parent', key: ['parent_id', 'child_id', 'pack_movement_id'] },
  { name: 'stock_entry', key: ['batch_id', 'movement_id', 'line'] },
  { name: 'voided_stock_entry', key: ['batch_id', 'movement_id', 'line'] },
  { name: 'genealogy_entry', key: ['goods_id', 'movement_id', 'role'] },
];

/** Those that are written in no order while movements are read; their keys are made afterwards, which is faster. */
export const WRITTEN_FIRST: readonly DerivedTable[] = DERIVED_TABLES.filter(({ name }) =>
  ['goods_movement', 'voided_goods_movement', 'stock_entry', 'voided_stock_entry'].includes(name),
);

/** Where the rebuilt tables are, under the names of the live ones. */
export const SHADOW = 'retrace_rebuild';
