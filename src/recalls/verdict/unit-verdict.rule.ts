import type { RecalledGoods } from '../scope/recalled-goods.js';
import {
  doubtOverOrigin,
  type GoodsWithin,
  idsWithin,
  isMadeOf,
  isOneOf,
  mayHold,
  missingOrigin,
  NOTHING_WITHIN,
  type OriginFacts,
  type UnitWithin,
} from './origin.rule.js';
import {
  affected,
  cannotTell,
  cleared,
  missingGoods,
  ofRecall,
  type Ruling,
  type Standing,
  type Wording,
} from './ruling.rule.js';

/** What the record says of one unit. */
export interface UnitFacts extends UnitWithin {
  /** Whether anything was ever recorded or registered of it, and not corrected since. */
  readonly known: boolean;
  /** Whether something was, and was corrected. */
  readonly wasCorrected: boolean;
  /** Two different movements came in under one id, and one of them is about this unit. */
  readonly openConflict: boolean;
  /** What it was made of; null when nothing says that it was made of anything, or the recall leaves out what was made. */
  readonly origin: OriginFacts | null;
}

/**
 * Whether a unit is affected. Unknown never becomes "not affected" (`architecture.md` 2.5, 2.7): while any link of the
 * record is missing or disputed, a unit that the recall does not cover cannot be cleared.
 */
export function verdictOn(unit: UnitFacts, recalled: RecalledGoods, wording = ofRecall('unit')): Ruling {
  const { subject, covers, notAffected } = wording;
  if (recalled.unitIds.has(unit.unitId)) return affected(`${subject} ${covers} this unit.`);
  if (unit.openConflict) return DISPUTED;
  if (unit.batchIds.some((batchId) => recalled.batchIds.has(batchId))) {
    return affected(
      unit.batchIds.length > 1
        ? `More than one batch claims this unit. ${subject} ${covers} one of them.`
        : `${subject} ${covers} the batch of this unit.`,
    );
  }
  if (unit.origin && isMadeOf(unit.origin.certain, recalled))
    return affected(`${subject} ${covers} goods that it was made of.`);
  return (
    missingLink(unit, recalled, wording) ??
    (unit.origin && missingOrigin(unit.origin, recalled, wording)) ??
    missingGoods(recalled.truncated, wording) ??
    cleared(notAffected)
  );
}

/** A unit, its batches, and what it was made of: whatever a recall says of any of these may mean the unit. */
export function idsOfUnit({ unitId, batchIds }: UnitWithin, origin: GoodsWithin | null): string[] {
  return [...new Set([unitId, ...batchIds, ...idsWithin(origin ?? NOTHING_WITHIN)])];
}

function missingLink(unit: UnitFacts, recalled: RecalledGoods, wording: Wording): Ruling | null {
  const { subject, covers } = wording;
  if (isOneOf(unit, recalled.possible)) return mayHold(unit.origin, wording);
  if (!unit.known) return notOnRecord(unit);
  if (unit.batchIds.length > 1) return SEVERAL_BATCHES;
  if (unit.batchIds.length === 0 && recalled.productIds.has(unit.productId)) {
    return cannotTell(
      `${subject} ${covers} batches of this product, and nothing says which batch this unit is of.`,
      'Read the batch number on the unit, or find the record of its production.',
    );
  }
  return null;
}

/** What the record says of a unit, whichever recalls there are. */
export function standingOf(unit: UnitFacts): Standing {
  const { known, openConflict, batchIds } = unit;
  return {
    goods: 'unit',
    notOnRecord: known ? null : openConflict ? DISPUTED : notOnRecord(unit),
    dispute: openConflict ? DISPUTED : batchIds.length > 1 ? SEVERAL_BATCHES : null,
  };
}

/**
 * What keeps a unit from being cleared of any recall, whichever goods it covered: by one of two records, or by what could not be
 * followed, the unit may be of those goods.
 */
export function doubtOverAnyRecall(
  unit: UnitFacts,
  origin: Pick<OriginFacts, 'openConflict' | 'truncated'> | null,
): Ruling | null {
  return standingOf(unit).dispute ?? (origin && doubtOverOrigin(origin, 'unit'));
}

const DISPUTED = cannotTell(
  'Two records about this unit contradict each other.',
  'Resolve the open conflict between the two records; until then, treat the unit as affected.',
);
const SEVERAL_BATCHES = cannotTell(
  'More than one batch claims this unit.',
  'Read the batch number on the unit, and correct the record that is wrong.',
);
const NOT_RECORDED = cannotTell(
  'There is no record of this serial number.',
  'Read the batch number on the unit, look that up, and check the serial number for a typing mistake or a counterfeit.',
);
const CORRECTED_AWAY = cannotTell(
  'All that was recorded of this serial number was corrected, and nothing took its place.',
  'Look at its corrections, read the batch number on the unit, look that up, and record where the unit is.',
);

function notOnRecord({ wasCorrected }: UnitFacts): Ruling {
  return wasCorrected ? CORRECTED_AWAY : NOT_RECORDED;
}
