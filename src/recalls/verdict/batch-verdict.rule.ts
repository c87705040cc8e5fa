import type { RecalledGoods } from '../scope/recalled-goods.js';
import { mayHold, missingOrigin, type OriginFacts } from './origin.rule.js';
import {
  affected,
  cannotTell,
  cleared,
  missingGoods,
  type Ruling,
  type Standing,
  type Wording,
} from './ruling.rule.js';

/** What the record says of a batch, to tell of a piece of it of which nobody has read a serial number. */
export interface BatchFacts {
  readonly batchId: string;
  /** The same batch in other packaging levels. */
  readonly packedOtherwise: readonly string[];
  /** Why it may be in more of them; null when these are all. */
  readonly packedFurther: string | null;
  /** Whether anything was ever recorded or declared of it, and not corrected since. */
  readonly known: boolean;
  /** Whether the recall covers units that are of it, or may be. */
  readonly someUnitsCovered: boolean;
  /** What it was made of; null when nothing says that it was made of anything, or the recall leaves out what was made. */
  readonly origin: OriginFacts | null;
}

/**
 * Whether a piece of a batch is affected, as far as its batch number tells. It may be any of the batch: what holds of some units,
 * or of what some of it was made of, keeps all of it from being cleared.
 */
export function verdictOnBatch(batch: BatchFacts, recalled: RecalledGoods, wording: Wording): Ruling {
  const { subject, covers, notAffected } = wording;
  if (recalled.batchIds.has(batch.batchId)) return affected(`${subject} ${covers} this batch.`);
  return (
    missingLink(batch, recalled, wording) ??
    (batch.origin && missingOrigin(batch.origin, recalled, wording)) ??
    missingGoods(recalled.truncated, wording) ??
    cleared(notAffected)
  );
}

function missingLink(batch: BatchFacts, recalled: RecalledGoods, wording: Wording): Ruling | null {
  const { subject, covers } = wording;
  if (recalled.possible.batchIds.has(batch.batchId)) return mayHold(batch.origin, wording);
  if (!batch.known) return NOT_RECORDED;
  if (batch.packedOtherwise.some((id) => recalled.batchIds.has(id) || recalled.possible.batchIds.has(id))) {
    return cannotTell(
      `${subject} ${covers} the batch of this number in another packaging level of the product.`,
      'Look at how the product is packed, and at what the recall says of it; until then, treat the batch as affected.',
    );
  }
  if (batch.packedFurther !== null) {
    return cannotTell(
      `This batch may be packed in more ways than could be followed. ${batch.packedFurther}`,
      'Correct what the packaging levels of its product are said to hold.',
    );
  }
  return batch.someUnitsCovered
    ? cannotTell(
        `${subject} ${covers} units of this product by their serial numbers, which are of this batch or may be.`,
        'Read the serial number, and look the unit up by it.',
      )
    : null;
}

/** What the record says of a batch, whichever recalls there are. */
export function standingOfBatch({ known }: Pick<BatchFacts, 'known'>): Standing {
  return { goods: 'batch', notOnRecord: known ? null : NOT_RECORDED, dispute: null };
}

const NOT_RECORDED = cannotTell(
  'Nothing is recorded of this batch number.',
  'Check it for a typing mistake or a counterfeit, and look for the record of its production.',
);
