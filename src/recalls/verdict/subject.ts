import type { Covered } from './lost-units.js';
import type { Ruling, Standing, Wording } from './ruling.rule.js';

/** Everything by which a recall may mean goods. */
export interface MeantBy {
  /** They themselves, what they belong to and what they were made of, by id. */
  readonly goodsIds: readonly string[];
  /** Products of which nobody can say which batch it is that they are, or were made of. */
  readonly productIds: readonly string[];
  /** Batches that units may have been counted in which a recall names by their serials. */
  readonly countedIn: readonly string[];
}

/** Goods that a verdict is asked on: a unit, or a piece of a batch of which nobody has read a serial number. */
export interface Subject {
  readonly standing: Standing;
  /** Read when some recall asks for it. */
  readonly meantBy: () => Promise<MeantBy>;
  readonly ruleOn: (covered: Covered, wording: Wording) => Promise<Ruling>;
  /** Why it cannot be cleared of any recall, whatever that covered; of one of only the named goods, if not `followed`. */
  readonly doubt: (followed: boolean) => Promise<Ruling | null>;
}
