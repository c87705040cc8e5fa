export const VERDICT = { AFFECTED: 'AFFECTED', NOT_AFFECTED: 'NOT_AFFECTED', CANNOT_TELL: 'CANNOT_TELL' } as const;
export type Verdict = keyof typeof VERDICT;

/** What the record says of one unit. */
export interface UnitFacts {
  readonly unitId: string;
  readonly productId: string;
  /** Every batch that some movement claims it is of. */
  readonly batchIds: readonly string[];
  /** Whether anything was ever recorded or registered of it. */
  readonly known: boolean;
  /** Two different movements came in under one id, and one of them is about this unit. */
  readonly openConflict: boolean;
  /** What it was made of; null when nothing says that it was made of anything, or the recall leaves out what was made. */
  readonly origin: OriginFacts | null;
}

/** What the record says of everything that a unit was made of. */
export interface OriginFacts {
  readonly batchIds: readonly string[];
  readonly units: readonly Pick<UnitFacts, 'unitId' | 'productId' | 'batchIds'>[];
  /** Whether a quantity that went into it may have held a unit that the recall names by its serial. */
  readonly mayHoldRecalledUnit: boolean;
  readonly openConflict: boolean;
  readonly truncated: string | null;
}

/** What a recall covers. */
export interface RecalledGoods {
  readonly unitIds: ReadonlySet<string>;
  readonly batchIds: ReadonlySet<string>;
  /** Products with a batch in the scope, of every packaging level. */
  readonly productIds: ReadonlySet<string>;
}

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
export function verdictOn(unit: UnitFacts, recalled: RecalledGoods): Ruling {
  if (recalled.unitIds.has(unit.unitId)) return affected('The recall covers this unit.');
  if (unit.openConflict) return DISPUTED;
  if (unit.batchIds.some((batchId) => recalled.batchIds.has(batchId))) {
    return affected(
      unit.batchIds.length > 1
        ? 'More than one batch claims this unit, and the recall covers one of them.'
        : 'The recall covers the batch of this unit.',
    );
  }
  if (unit.origin && isMadeOf(unit.origin, recalled)) return affected('It was made of goods that the recall covers.');
  return missingLink(unit, recalled) ?? (unit.origin && missingOrigin(unit.origin, recalled)) ?? NOT_AFFECTED;
}

function isMadeOf({ batchIds, units }: OriginFacts, recalled: RecalledGoods): boolean {
  const isCovered = (batchId: string) => recalled.batchIds.has(batchId);
  return (
    batchIds.some(isCovered) || units.some((one) => recalled.unitIds.has(one.unitId) || one.batchIds.some(isCovered))
  );
}

function missingOrigin(origin: OriginFacts, recalled: RecalledGoods): Ruling | null {
  if (origin.openConflict) {
    return cannotTell(
      'Two records about what this unit was made of contradict each other.',
      'Resolve the open conflict between the two records; until then, treat the unit as affected.',
    );
  }
  if (origin.truncated !== null) {
    return cannotTell(
      `This unit was made of more than could be followed. ${origin.truncated}`,
      'Follow the genealogy of what it was made of, step by step.',
    );
  }
  if (origin.mayHoldRecalledUnit) {
    return cannotTell(
      'It was made of a quantity that a recalled unit may have been counted in, and nothing says which units were.',
      'Find the recalled units of that batch, or the serials of what went into this one.',
    );
  }
  if (origin.units.some(({ productId, batchIds }) => batchIds.length !== 1 && recalled.productIds.has(productId))) {
    return cannotTell(
      'The recall covers batches of a product that this unit was made of, and nothing says which batch went into it.',
      'Read the batch number on the part, or find the record of its production.',
    );
  }
  return null;
}

function missingLink(unit: UnitFacts, recalled: RecalledGoods): Ruling | null {
  if (!unit.known) return NOT_RECORDED;
  if (unit.batchIds.length > 1) {
    return cannotTell(
      'More than one batch claims this unit.',
      'Read the batch number on the unit, and correct the record that is wrong.',
    );
  }
  if (unit.batchIds.length === 0 && recalled.productIds.has(unit.productId)) {
    return cannotTell(
      'The recall covers batches of this product, and nothing says which batch this unit is of.',
      'Read the batch number on the unit, or find the record of its production.',
    );
  }
  return null;
}

/**
 * The verdict over all open recalls: affected by one is affected; cleared only if cleared by all. A unit that nobody has
 * ever recorded is not cleared by there being no recall.
 */
export function overall(unit: UnitFacts, rulings: readonly Ruling[]): Ruling {
  const worst =
    rulings.find(({ verdict }) => verdict === 'AFFECTED') ?? rulings.find(({ verdict }) => verdict === 'CANNOT_TELL');
  if (worst) return worst;
  if (unit.known) return NOT_AFFECTED;
  return unit.openConflict ? DISPUTED : NOT_RECORDED;
}

const DISPUTED = cannotTell(
  'Two records about this unit contradict each other.',
  'Resolve the open conflict between the two records; until then, treat the unit as affected.',
);
const NOT_RECORDED = cannotTell(
  'There is no record of this serial number.',
  'Read the batch number on the unit, and check the serial number for a typing mistake or a counterfeit.',
);
const NOT_AFFECTED: Ruling = {
  verdict: 'NOT_AFFECTED',
  reason: 'No open recall covers this unit.',
  whatWouldSettleIt: null,
};

function affected(reason: string): Ruling {
  return { verdict: 'AFFECTED', reason, whatWouldSettleIt: null };
}

function cannotTell(reason: string, whatWouldSettleIt: string): Ruling {
  return { verdict: 'CANNOT_TELL', reason, whatWouldSettleIt };
}
