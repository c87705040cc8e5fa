import type { GoodsKind } from '../../gaps/index.js';
import type { Link } from '../../movements/index.js';
import type { CustomerOf } from '../../parties/index.js';
import type { Place, Step } from '../journeys/journey.js';

/** What is on record of one unit or logistic unit: all that its gaps are found in. */
export interface GoodsOnRecord {
  readonly goodsId: string;
  readonly goodsKind: Exclude<GoodsKind, 'BATCH'>;
  readonly productId: string | null;
  /** Everything that happened to it, what is dated ahead included, oldest first. */
  readonly steps: readonly Step[];
  /** Whose sites the places of these are. */
  readonly customerOf: CustomerOf;
  /** Where all of that leaves it. */
  readonly place: Place;
  /** What it is in then, the nearest first; in a circle, itself too. */
  readonly containerIds: readonly string[];
  /** The packing by which it is in itself now, through what is in it, and that closed the circle; null for nearly all. */
  readonly circleClosedBy: Link | null;
  /** Movements of which two contents name it, or one does, and nobody has decided which is right. */
  readonly conflicts: readonly OpenConflict[];
  /** Movements that emptied it when nothing on record was in it. */
  readonly emptiedOfNothing: ReadonlySet<string>;
}

export interface OpenConflict {
  readonly movementId: string;
  /** When what is on record under its id occurred, or else when the other content came. */
  readonly since: Date;
}
