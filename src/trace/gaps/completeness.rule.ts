/** What is on record, and what is missing in it. */
export interface Counted {
  /** Things on record: steps of a journey; units and entries of a stock. */
  readonly onRecord: number;
  /** Of these, how many are in doubt, as units with gaps are. */
  readonly inDoubt?: number;
  /** Gaps beside them. */
  readonly gaps: number;
  /** Whether everything that is known was looked at. */
  readonly isChecked?: boolean;
}

const WHOLE = 100;

/**
 * Of all that should be on record, how much is: in per cent, rounded down, so that 100 means that nothing is missing. Of what
 * was never heard of, and of what was not looked at, nobody knows that.
 */
export function scoreOf({ onRecord, inDoubt = 0, gaps, isChecked = true }: Counted): number {
  if (onRecord === 0) return 0;
  const score = Math.floor((WHOLE * (onRecord - inDoubt)) / (onRecord + gaps));
  return isChecked ? score : Math.min(score, WHOLE - 1);
}
