import type { CoveredGoods, RecalledGoods } from '../scope/recalled-goods.js';

export const VERDICT = { AFFECTED: 'AFFECTED', NOT_AFFECTED: 'NOT_AFFECTED', CANNOT_TELL: 'CANNOT_TELL' } as const;
export type Verdict = keyof typeof VERDICT;

/** What the record says of one unit. */
export interface UnitFacts {
  readonly unitId: string;
  readonly productId: string;
  /** Every batch that some movement claims it is of. */
  readonly batchIds: readonly string[];
  /** Whether anything was ever recorded or registered of it, and not corrected since. */
  readonly known: boolean;
  /** Whether something was, and was corrected. */
  readonly wasCorrected: boolean;
  /** Two different movements came in under one id, and one of them is about this unit. */
  readonly openConflict: boolean;
  /** What it was made of; null when nothing says that it was made of anything, or the recall leaves out what was made. */
  readonly origin: OriginFacts | null;
}

/** What a unit was made of. */
export interface GoodsWithin {
  readonly batchIds: readonly string[];
  readonly units: readonly Pick<UnitFacts, 'unitId' | 'productId' | 'batchIds'>[];
}

/** What the record says of everything that a unit was made of, or may have been, as others of its batch were. */
export interface OriginFacts extends GoodsWithin {
  /** What it was made of itself, and not only others of its batch. */
  readonly certain: GoodsWithin;
  /** Whether a quantity that went into it may have held a unit that the recall names by its serial. */
  readonly mayHoldRecalledUnit: boolean;
  readonly openConflict: boolean;
  readonly truncated: string | null;
}

/** What sentences call that which covers goods. */
export interface Wording {
  readonly subject: string;
  readonly covers: 'covers' | 'covered';
  readonly itsUnits: string;
  readonly notAffected: string;
}

const OF_RECALL: Wording = {
  subject: 'The recall',
  covers: 'covers',
  itsUnits: 'recalled units',
  notAffected: 'No open recall covers this unit.',
};
export const OF_SCOPE: Wording = {
  subject: 'The scope',
  covers: 'covers',
  itsUnits: 'units of the scope',
  notAffected: 'The scope does not cover this unit.',
};
/** A recall means no less for a unit once it is closed. */
export const OF_CLOSED_RECALL: Wording = { ...OF_RECALL, covers: 'covered' };

export interface Ruling {
  readonly verdict: Verdict;
  readonly reason: string;
  /** What someone has to find out or decide; null when there is nothing left to settle. */
  readonly whatWouldSettleIt: string | null;
}

/**
 * Whether a unit is affected. Unknown never becomes "not affected" (`architecture.md` 2.5, 2.7): while any link of the
 * record is missing or disputed, a unit that the recall does not cover cannot be cleared.
 */
export function verdictOn(unit: UnitFacts, recalled: RecalledGoods, wording = OF_RECALL): Ruling {
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
    missingGoods(recalled, wording) ??
    cleared(notAffected)
  );
}

function isOneOf({ unitId, batchIds }: Pick<UnitFacts, 'unitId' | 'batchIds'>, covered: CoveredGoods): boolean {
  return covered.unitIds.has(unitId) || batchIds.some((batchId) => covered.batchIds.has(batchId));
}

/** A unit, its batches, and what it was made of: whatever a recall says of any of these may mean the unit. */
export function idsOfGoods(unit: Pick<UnitFacts, 'unitId' | 'batchIds'>, origin: GoodsWithin | null): string[] {
  const all = [unit, ...(origin?.units ?? [])];
  return [...new Set([...(origin?.batchIds ?? []), ...all.flatMap((one) => [one.unitId, ...one.batchIds])])];
}

/** Whether any of what a unit was made of is covered. */
export function isMadeOf({ batchIds, units }: GoodsWithin, covered: CoveredGoods): boolean {
  return batchIds.some((batchId) => covered.batchIds.has(batchId)) || units.some((one) => isOneOf(one, covered));
}

function missingGoods({ truncated = null }: RecalledGoods, { subject }: Wording): Ruling | null {
  return truncated === null
    ? null
    : cannotTell(
        `${subject} may cover more than could be followed. ${truncated}`,
        'Follow what was made of its goods, step by step, or name the goods themselves.',
      );
}

function missingOrigin(origin: OriginFacts, recalled: RecalledGoods, wording: Wording): Ruling | null {
  const { subject, covers } = wording;
  if (origin.openConflict) return DISPUTED_ORIGIN;
  if (isMadeOf(origin, recalled.possible)) return mayHold(origin, wording);
  if (isMadeOf(origin, recalled)) {
    return cannotTell(
      `${subject} ${covers} goods that others of its batch were made of, and nothing says what this unit was made of.`,
      'Find the record of its production, or read the numbers on its parts; until then, treat the unit as affected.',
    );
  }
  if (origin.truncated !== null) return notFollowed(origin.truncated);
  if (origin.mayHoldRecalledUnit) return mayHoldCounted(wording);
  if (origin.units.some(({ productId, batchIds }) => batchIds.length !== 1 && recalled.productIds.has(productId))) {
    return cannotTell(
      `${subject} ${covers} batches of a product that this unit was made of, and nothing says which batch went into it.`,
      'Read the batch number on the part, or find the record of its production.',
    );
  }
  return null;
}

/** Where a quantity explains it, someone can look for what went into that. */
function mayHold(origin: OriginFacts | null, wording: Wording): Ruling {
  if (origin?.mayHoldRecalledUnit) return mayHoldCounted(wording);
  const { subject, covers } = wording;
  return cannotTell(
    `${subject} ${covers} goods that this unit may have been made of, and nothing says for certain whether it was.`,
    'Find the record of what it was made of, and resolve open conflicts about it; until then, treat it as affected.',
  );
}

function mayHoldCounted({ itsUnits }: Wording): Ruling {
  return cannotTell(
    `It was made of a quantity that ${itsUnits} may have been counted in, and nothing says which units were.`,
    `Find the ${itsUnits} of that batch, or the serials of what went into this one.`,
  );
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

/**
 * The verdict over all recalls: affected by an open one is affected; cleared only if cleared by all. A unit that nobody has
 * ever recorded is not cleared by there being no recall. That a recall was closed says that its goods were accounted for: whoever
 * has one of them in their hand has one that perhaps was not.
 */
export function overall(
  unit: UnitFacts,
  rulings: readonly Ruling[],
  closed: readonly Ruling[] = [],
  doubt: Ruling | null = null,
): Ruling {
  const worst =
    rulings.find(({ verdict }) => verdict === 'AFFECTED') ?? rulings.find(({ verdict }) => verdict === 'CANNOT_TELL');
  if (worst) return worst;
  if (!unit.known) return unit.openConflict ? DISPUTED : notOnRecord(unit);
  const covered = closed.find(({ verdict }) => verdict === 'AFFECTED');
  const told = covered ?? closed[0];
  if (!told) return doubt ? unknownOfClosed(doubt) : cleared(OF_RECALL.notAffected);
  const others = closed.length > 1 ? `There are ${closed.length} such recalls that are closed.` : '';
  const open = disputeOver(unit) ?? (covered ? NOT_SEEN_TO : told);
  const why = told.reason.includes(open.reason) ? '' : open.reason;
  return { ...open, reason: [OF_RECALL.notAffected, told.reason, others, why].filter(Boolean).join(' ') };
}

/**
 * What keeps a unit from being cleared of any recall, whichever goods it covered: by one of two records, or by what could not be
 * followed, the unit may be of those goods.
 */
export function doubtOverAnyRecall(
  unit: UnitFacts,
  origin: Pick<OriginFacts, 'openConflict' | 'truncated'> | null,
): Ruling | null {
  const dispute = disputeOver(unit);
  if (dispute || !origin) return dispute;
  if (origin.openConflict) return DISPUTED_ORIGIN;
  return origin.truncated === null ? null : notFollowed(origin.truncated);
}

function unknownOfClosed({ reason, whatWouldSettleIt }: Ruling): Ruling {
  const why = `${OF_RECALL.notAffected} Whether one that is closed covered it cannot be told. ${reason}`;
  return { verdict: 'CANNOT_TELL', reason: why, whatWouldSettleIt };
}

function disputeOver({ openConflict, batchIds }: UnitFacts): Ruling | null {
  if (openConflict) return DISPUTED;
  return batchIds.length > 1 ? SEVERAL_BATCHES : null;
}

const NOT_SEEN_TO = cannotTell(
  'Nothing says that this unit was seen to.',
  'Ask whether it was returned, replaced or put right under that recall; until then, treat the unit as affected.',
);
const DISPUTED = cannotTell(
  'Two records about this unit contradict each other.',
  'Resolve the open conflict between the two records; until then, treat the unit as affected.',
);
const DISPUTED_ORIGIN = cannotTell(
  'Two records about what this unit was made of contradict each other.',
  'Resolve the open conflict between the two records; until then, treat the unit as affected.',
);
const SEVERAL_BATCHES = cannotTell(
  'More than one batch claims this unit.',
  'Read the batch number on the unit, and correct the record that is wrong.',
);
const NOT_RECORDED = cannotTell(
  'There is no record of this serial number.',
  'Read the batch number on the unit, and check the serial number for a typing mistake or a counterfeit.',
);
const CORRECTED_AWAY = cannotTell(
  'All that was recorded of this serial number was corrected, and nothing took its place.',
  'Look at its corrections, read the batch number on the unit, and record where it is.',
);

function notOnRecord({ wasCorrected }: UnitFacts): Ruling {
  return wasCorrected ? CORRECTED_AWAY : NOT_RECORDED;
}

function notFollowed(truncated: string): Ruling {
  return cannotTell(
    `This unit was made of more than could be followed. ${truncated}`,
    'Follow the genealogy of what it was made of, step by step.',
  );
}

function cleared(reason: string): Ruling {
  return { verdict: 'NOT_AFFECTED', reason, whatWouldSettleIt: null };
}

function affected(reason: string): Ruling {
  return { verdict: 'AFFECTED', reason, whatWouldSettleIt: null };
}

function cannotTell(reason: string, whatWouldSettleIt: string): Ruling {
  return { verdict: 'CANNOT_TELL', reason, whatWouldSettleIt };
}
