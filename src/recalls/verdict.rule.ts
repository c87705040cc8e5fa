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
 * record is missing or disputed, a unit that is not named by the recall cannot be cleared.
 */
export function verdictOn(unit: UnitFacts, recalled: RecalledGoods): Ruling {
  if (recalled.unitIds.has(unit.unitId)) return affected('The recall names this serial number.');
  if (unit.openConflict) {
    return cannotTell(
      'Two records about this unit contradict each other.',
      'Resolve the open conflict between the two records; until then, treat the unit as affected.',
    );
  }
  if (unit.batchIds.some((batchId) => recalled.batchIds.has(batchId))) {
    return affected(
      unit.batchIds.length > 1
        ? 'More than one batch claims this unit, and the recall covers one of them.'
        : 'The recall covers the batch of this unit.',
    );
  }
  return missingLink(unit, recalled) ?? NOT_AFFECTED;
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
  return unit.known ? NOT_AFFECTED : NOT_RECORDED;
}

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
