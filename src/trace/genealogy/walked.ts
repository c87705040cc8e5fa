import type { SameGoods } from '../../products/index.js';
import type { Progress } from '../progress.js';
import type { WholeMaking } from './makings-with-all-parts.js';

export type Direction = 'BACKWARD' | 'FORWARD';

export interface Making extends WholeMaking {
  /** How many makings away from the start, from 1. */
  readonly level: number;
}

export interface Genealogy {
  readonly makings: ReadonlyMap<string, Making>;
  /** Every batch that was met, the start's too, with its distance from the start. */
  readonly batches: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
  /** The ways that the walk took, between ids of goods and of makings. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** The same goods in other packaging levels. */
  readonly packedOtherwise: ReadonlyMap<string, readonly SameGoods[]>;
  /** Nodes of `next` that are batches, and stand for less than all of these. */
  readonly alike: ReadonlyMap<string, Alike>;
  /** Whether any of it went through logistic units that were built in. */
  readonly wentThroughHolders: boolean;
  /** Why there may be more than was met; null when there is not. */
  readonly truncated: string | null;
}

/** A batch, met as that of a unit which is not on record as having come out of anything. */
export interface Alike {
  readonly batchId: string;
  readonly level: number;
}

export interface Bounds {
  readonly levels: number;
  readonly makings: number;
  readonly goods: number;
}

/** More than the longest chain of production, and as much as is answered in one go. */
export const BOUNDS_OF_WALK: Bounds = { levels: 200, makings: 250_000, goods: 1_000_000 };

/** How a walk goes. */
export interface Manner {
  readonly bounds?: Bounds;
  /** Whether what is counted by quantity is followed, or only what keeps a serial. */
  readonly follow?: 'ALL' | 'SERIALS';
  /**
   * Backward, whether a unit of which it is not on record may be of what others of its batch are of: of what they came out
   * of, and where nothing was built into it, of what was built into them.
   */
  readonly guess?: boolean;
  /**
   * Movements that are taken for not having happened: makings, and those that say of which batch a unit is. Neither have packings
   * then of which two records contradict each other.
   */
  readonly without?: ReadonlySet<string>;
  /** Hears of the makings that were read. */
  readonly progress?: Progress;
}
