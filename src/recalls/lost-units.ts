import type { Gtin } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import { batchById, batchesInOtherLevels, productId } from '../products/index.js';
import type { LooseInput } from '../trace/index.js';
import type { ClosedOverUnits } from './closed-recalls.query.js';
import { type CoveredUnits, someUnitHasNoBatch, unitMayBeIn } from './lost-units.query.js';
import type { Scope } from './scope.js';
import type { RecalledGoods } from './verdict.rule.js';

/** A rule and what it covers. */
export interface Covered {
  readonly scope: Scope;
  readonly goods: RecalledGoods;
  /** Null where it covers batches alone. */
  readonly units: CoveredUnits | null;
}

/** Units that are covered, and what tells their products. */
interface CoveredProducts {
  readonly units: CoveredUnits;
  /** Of units that it names. */
  readonly named: ReadonlySet<string>;
  /** Of others that it covers. */
  readonly others: ReadonlySet<string>;
}

/**
 * Whether quantities that went into goods may have held a unit that a scope names. A quantity of its batch may, if the unit
 * was not seen by its serial since; one of its product may, if nobody knows the unit's batch. The same of what was made.
 */
export async function mayHoldRecalledUnit(
  db: Queryable,
  { scope: { serials, ranges }, goods, units }: Covered,
  loose: readonly LooseInput[],
): Promise<boolean> {
  if (!units || loose.length === 0) return false;
  const named = productsOf([...serials, ...ranges].map(({ gtin }) => gtin));
  const quantities = await quantitiesOf(db, loose);
  return mayBeIn(db, { units, named, others: goods.productIds }, quantities);
}

/**
 * Which closed recalls may have covered a unit that was counted in these quantities. Of most goods no recall ever covered a unit
 * of their products, and then none of their units are looked at; else first those of all such recalls together.
 */
export async function closedThatMayHold(
  db: Queryable,
  closed: readonly ClosedOverUnits[],
  loose: readonly LooseInput[],
): Promise<ClosedOverUnits[]> {
  const overUnits = closed.filter(({ coversUnits }) => coversUnits);
  if (overUnits.length === 0 || loose.length === 0) return [];
  const quantities = await quantitiesOf(db, loose);
  const isAskedFor = (id: string) => quantities.productIds.has(id);
  const inQuestion = overUnits.filter(
    ({ productIds, namedGtins }) => productIds.some(isAskedFor) || [...productsOf(namedGtins)].some(isAskedFor),
  );
  if (inQuestion.length === 0) return [];

  const covered = {
    units: { recallIds: inQuestion.map(({ recallId }) => recallId) },
    named: productsOf(inQuestion.flatMap(({ namedGtins }) => namedGtins)),
    others: new Set(inQuestion.flatMap(({ productIds }) => productIds)),
  };
  return (await mayBeIn(db, covered, quantities)) ? inQuestion : [];
}

function productsOf(gtins: readonly string[]): ReadonlySet<string> {
  return new Set([...new Set(gtins)].map((gtin) => productId(gtin as Gtin)));
}

/** Quantities that went into goods, in every packaging level, and their products. */
interface Quantities {
  readonly inAllLevels: readonly LooseInput[];
  readonly productIds: ReadonlySet<string>;
}

async function quantitiesOf(db: Queryable, loose: readonly LooseInput[]): Promise<Quantities> {
  const inAllLevels = await withOtherLevels(db, loose);
  const batches = await batchById.find(db, [...new Set(inAllLevels.map(({ batchId }) => batchId))]);
  return { inAllLevels, productIds: new Set(batches.map((batch) => batch.productId)) };
}

async function mayBeIn(
  db: Queryable,
  { units, named, others }: CoveredProducts,
  quantities: Quantities,
): Promise<boolean> {
  if (await unitMayBeIn(db, units, quantities.inAllLevels)) return true;
  const productIds = [...quantities.productIds].filter((id) => named.has(id) || others.has(id));
  if (productIds.length === 0) return false;
  return someUnitHasNoBatch(db, units, { productIds, orUnheardOf: productIds.some((id) => named.has(id)) });
}

async function withOtherLevels(db: Queryable, loose: readonly LooseInput[]): Promise<LooseInput[]> {
  const { groups } = await batchesInOtherLevels(db, [...new Set(loose.map(({ batchId }) => batchId))]);
  const others = new Map<string, Set<string>>();
  for (const { from, to } of groups) {
    for (const one of from) others.set(one, new Set([...(others.get(one) ?? [one]), ...to]));
  }
  return loose.flatMap(({ movementId, batchId }) =>
    [...(others.get(batchId) ?? [batchId])].map((one) => ({ movementId, batchId: one })),
  );
}
