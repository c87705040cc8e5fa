/** The rule that says what a recall is about, as its author wrote it: in a fixed order, each thing once. */
export interface Scope {
  readonly batches: readonly ScopeBatch[];
  readonly serials: readonly ScopeSerial[];
  readonly ranges: readonly ScopeRange[];
  /** Whether what was made from these goods is left out. */
  readonly onlyNamed: boolean;
}

export interface ScopeBatch {
  readonly gtin: string;
  readonly number: string;
}

export interface ScopeSerial {
  readonly gtin: string;
  readonly serial: string;
}

/** Serials that count on from one to another, both included. */
export interface ScopeRange {
  readonly gtin: string;
  readonly from: string;
  readonly to: string;
}

export function isEmpty({ batches, serials, ranges }: Scope): boolean {
  return batches.length + serials.length + ranges.length === 0;
}
