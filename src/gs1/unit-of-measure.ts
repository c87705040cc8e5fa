import { Decimal } from './decimal.js';
import { BY_ITSELF, DIMENSIONS } from './units-of-measure.js';

/** A piece, by UN/ECE Recommendation 20, whose codes GS1 uses for measures; serialised units are pieces. */
export const PIECE = 'H87';

/** So much of something; an exact decimal. */
export interface Amount {
  readonly quantity: string;
  readonly uom: string;
}

interface Unit {
  /** In which everything of its dimension can be said. */
  readonly base: string;
  /** How many of those it is, exactly. */
  readonly factor: string;
}

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(DIMENSIONS).flatMap(([base, factors]) =>
    [...factors.matchAll(/(\S+) (\S+)/g)].map(([, uom = '', factor = '']): [string, Unit] => [uom, { base, factor }]),
  ),
);

const UNITS_BY_THEMSELVES: ReadonlySet<string> = new Set(BY_ITSELF.trim().split(/\s+/));

/** Units whose base is another one, with how many of those they are. */
export const UNITS_TO_CONVERT = [...UNITS].flatMap(([uom, unit]) => (unit.base === uom ? [] : [{ uom, ...unit }]));

/** A package of UN/ECE Recommendation 21, as Recommendation 20 takes it in: with an X before its code. */
const PACKAGE = /^X[A-Z0-9]{2}$/;

/** Whether goods are counted or measured in it. */
export function isUnitOfGoods(uom: string): boolean {
  return UNITS.has(uom) || UNITS_BY_THEMSELVES.has(uom) || PACKAGE.test(uom);
}

/** Why another code is refused. */
export const NO_UNIT_OF_GOODS =
  'is no unit of measure for goods. It takes the codes of UN/ECE Recommendation 20 for counts (H87 piece, EA, DZN, PR pair), ' +
  'masses (KGM, GRM, TNE, LBR), volumes (LTR, MLT, MTQ, GLL), lengths (MTR, FOT) and areas (MTK), and packages of ' +
  'Recommendation 21 with an X before them (XBX box)';

/** The unit in which everything of its dimension can be added up; a unit of no dimension with others is its own. */
export function baseUnitOf(uom: string): string {
  return UNITS.get(uom)?.base ?? uom;
}

/** The same amount in the base unit of its dimension. */
export function inBaseUnit<T extends Amount>(amount: T): T {
  const unit = UNITS.get(amount.uom);
  if (!unit || unit.base === amount.uom) return amount;
  return { ...amount, quantity: new Decimal(amount.quantity).times(unit.factor).toFixed(), uom: unit.base };
}

/**
 * An amount in a base unit in another unit of its dimension. Exact for what was added up of whole and broken ones of that, and
 * without the zeros at the end that sums have in SQL.
 */
export function fromBaseUnit<T extends Amount>(amount: T, uom: string): T {
  const quantity = new Decimal(amount.quantity);
  const unit = UNITS.get(uom);
  if (!unit || unit.base === uom) return { ...amount, quantity: quantity.toFixed() };
  return { ...amount, quantity: quantity.dividedBy(unit.factor).toFixed(), uom };
}

/** Things of which there is no part. */
const INDIVISIBLE = new Set([PIECE, 'PR', 'SET']);

/** Whether it counts things of which there is no part, and this many of them would leave one. */
export function hasPartOfThing(amount: Amount): boolean {
  const { quantity, uom } = inBaseUnit(amount);
  return INDIVISIBLE.has(uom) && !new Decimal(quantity).isInteger();
}
