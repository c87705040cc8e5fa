import type { CoveredGoods, RecalledGoods } from '../scope/recalled-goods.js';
import { cannotTell, type Ruling, type Wording } from './ruling.rule.js';

/** A unit that goods were made of, and every batch that some movement claims it is of. */
export interface UnitWithin {
  readonly unitId: string;
  readonly productId: string;
  readonly batchIds: readonly string[];
}

/** What goods were made of. */
export interface GoodsWithin {
  readonly batchIds: readonly string[];
  readonly units: readonly UnitWithin[];
}

/** What the record says of everything that goods were made of, or may have been, as others of their batch were. */
export interface OriginFacts extends GoodsWithin {
  /** What they were made of themselves, and not only others of their batch. */
  readonly certain: GoodsWithin;
  /** Whether a quantity that went into them may have held a unit that the recall names by its serial. */
  readonly mayHoldRecalledUnit: boolean;
  readonly openConflict: boolean;
  readonly truncated: string | null;
}

export const NOTHING_WITHIN: GoodsWithin = { batchIds: [], units: [] };

export function isOneOf({ unitId, batchIds }: Pick<UnitWithin, 'unitId' | 'batchIds'>, covered: CoveredGoods): boolean {
  return covered.unitIds.has(unitId) || batchIds.some((batchId) => covered.batchIds.has(batchId));
}

/** Whether any of what goods were made of is covered. */
export function isMadeOf({ batchIds, units }: GoodsWithin, covered: CoveredGoods): boolean {
  return batchIds.some((batchId) => covered.batchIds.has(batchId)) || units.some((one) => isOneOf(one, covered));
}

/** The batches and units that goods were made of, and the batches of these. */
export function idsWithin({ batchIds, units }: GoodsWithin): string[] {
  return [...batchIds, ...units.flatMap((unit) => [unit.unitId, ...unit.batchIds])];
}

/** The products of parts of which nobody can say which batch they are of. */
export function productsOfDoubtfulParts({ units }: GoodsWithin): string[] {
  return units.filter(({ batchIds }) => batchIds.length !== 1).map(({ productId }) => productId);
}

/** Why what goods were made of keeps them from being cleared; null when it does not. */
export function missingOrigin(origin: OriginFacts, recalled: RecalledGoods, wording: Wording): Ruling | null {
  const { subject, covers, goods } = wording;
  if (origin.openConflict) return disputedOrigin(goods);
  if (isMadeOf(origin, recalled.possible)) return mayHold(origin, wording);
  if (isMadeOf(origin, recalled)) return othersHold(wording);
  if (origin.truncated !== null) return notFollowed(origin.truncated, goods);
  if (origin.mayHoldRecalledUnit) return mayHoldCounted(wording);
  if (productsOfDoubtfulParts(origin).some((productId) => recalled.productIds.has(productId))) {
    return cannotTell(
      `${subject} ${covers} batches of a product that this ${goods} was made of, and nothing says which batch went into it.`,
      'Read the batch number on the part, or find the record of its production.',
    );
  }
  return null;
}

/** Where a quantity explains it, someone can look for what went into that. */
export function mayHold(origin: OriginFacts | null, wording: Wording): Ruling {
  if (origin?.mayHoldRecalledUnit) return mayHoldCounted(wording);
  const { subject, covers, goods } = wording;
  return cannotTell(
    `${subject} ${covers} goods that this ${goods} may have been made of, and nothing says for certain whether it was.`,
    'Find the record of what it was made of, and resolve open conflicts about it; until then, treat it as affected.',
  );
}

function othersHold({ subject, covers, goods }: Wording): Ruling {
  return cannotTell(
    goods === 'unit'
      ? `${subject} ${covers} goods that others of its batch were made of, and nothing says what this unit was made of.`
      : `${subject} ${covers} goods that some of this batch was made of, and nothing says which.`,
    `Find the record of its production, or read the numbers on its parts; until then, treat the ${goods} as affected.`,
  );
}

function mayHoldCounted({ itsUnits }: Wording): Ruling {
  return cannotTell(
    `It was made of a quantity that ${itsUnits} may have been counted in, and nothing says which units were.`,
    `Find the ${itsUnits} of that batch, or the serials of what went into this one.`,
  );
}

/** What keeps goods from being cleared of any recall, whatever that covered: what they were made of cannot be told. */
export function doubtOverOrigin(
  origin: Pick<OriginFacts, 'openConflict' | 'truncated'>,
  goods: Wording['goods'],
): Ruling | null {
  if (origin.openConflict) return disputedOrigin(goods);
  return origin.truncated === null ? null : notFollowed(origin.truncated, goods);
}

function disputedOrigin(goods: Wording['goods']): Ruling {
  return cannotTell(
    `Two records about what this ${goods} was made of contradict each other.`,
    `Resolve the open conflict between the two records; until then, treat the ${goods} as affected.`,
  );
}

function notFollowed(truncated: string, goods: Wording['goods']): Ruling {
  return cannotTell(
    `This ${goods} was made of more than could be followed. ${truncated}`,
    'Follow the genealogy of what it was made of, step by step.',
  );
}
