import type { Gap } from '../../gaps/index.js';
import type { GapCount } from './scope-gaps.query.js';

/** How complete the record of some goods is, and what is missing in it. */
export interface Completeness {
  /** 0 to 100. */
  readonly score: number;
  /** Up to when what is known was looked at; null while nothing was. */
  readonly checkedThrough: Date | null;
  /** Of the goods that are asked about one by one, how many nothing is on record of. */
  readonly neverHeardOf: number;
  /** Why it is of fewer goods than were asked about; null when it is of all of them. */
  readonly truncated: string | null;
  /** Names the list of its gaps. */
  readonly scope: string;
  readonly countGaps: () => Promise<readonly GapCount[]>;
  /** Open gaps, oldest first, after a place in that order. */
  readonly findGaps: (limit: number, after: readonly (string | number)[] | null) => Promise<readonly Gap[]>;
}
