import type { Gap } from '../../gaps/index.js';

/** How complete the record of some goods is, and what is missing in it. */
export interface Completeness {
  /** 0 to 100. */
  readonly score: number;
  /** Up to when what is known was looked at; null while nothing was. */
  readonly checkedThrough: Date | null;
  /** Names the list of its gaps. */
  readonly scope: string;
  /** Open gaps, oldest first, after a place in that order. */
  readonly findGaps: (limit: number, after: readonly (string | number)[] | null) => Promise<readonly Gap[]>;
}
