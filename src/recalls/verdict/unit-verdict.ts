import type { Gtin, Serial } from '../../gs1/index.js';
import { goodsWithVoidedMovements } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import { productId, unitId, type UnitRow } from '../../products/index.js';
import { loadCertainOrigin, loadOrigin, loadTrace } from '../../trace/index.js';
import { asIfFrozen } from '../scope/frozen-goods.query.js';
import type { Scope } from '../scope/scope.js';
import { goodsOf, withPossible } from '../scope/scope-goods.js';
import { EVALUATION_MS } from '../time-limits.js';
import { type Covered, mayHoldRecalledUnit } from './lost-units.js';
import { isMadeOf, NOTHING_WITHIN, productsOfDoubtfulParts } from './origin.rule.js';
import { OF_SCOPE, type Ruling, type Wording } from './ruling.rule.js';
import type { MeantBy, Subject } from './subject.js';
import { doubtOverAnyRecall, idsOfUnit, standingOf, type UnitFacts, verdictOn } from './unit-verdict.rule.js';

type Named = Pick<UnitRow, 'id' | 'productId'>;

/** A unit, for a verdict over every recall. */
export async function unitAsSubject(context: Context, unit: Named): Promise<Subject> {
  const facts = await factsOf(context, unit);
  return {
    standing: standingOf(facts),
    meantBy: () => meantBy(context, facts),
    ruleOn: (covered, wording) => rulingOn(context, facts, covered, wording),
    doubt: async (followed) => doubtOverAnyRecall(facts, followed ? await loadOrigin(context, facts.unitId) : null),
  };
}

/** What the record says of a unit; one that no movement names has no more than its own name. Read once with its journey. */
async function factsOf(context: Context, unit: Named): Promise<UnitFacts> {
  const trace = await loadTrace(context, unit.id);
  const known = (trace?.steps.length ?? 0) > 0;
  return {
    unitId: unit.id,
    productId: unit.productId,
    known,
    wasCorrected: !known && (await context.load(goodsWithVoidedMovements, unit.id)) !== null,
    batchIds: trace?.batchIds ?? [],
    openConflict: trace?.openConflict ?? false,
    origin: null,
  };
}

/** Its product only counts where its batch is not certain. */
async function meantBy(context: Context, unit: UnitFacts): Promise<MeantBy> {
  const origin = await loadOrigin(context, unit.unitId);
  const isWhole = unit.known && !unit.openConflict && unit.batchIds.length === 1;
  return {
    goodsIds: idsOfUnit(unit, origin),
    productIds: [...(isWhole ? [] : [unit.productId]), ...productsOfDoubtfulParts(origin ?? NOTHING_WITHIN)],
    countedIn: (origin?.loose ?? []).map(({ batchId }) => batchId),
  };
}

/** What a unit was made of is asked for where the unit itself does not settle it. */
async function rulingOn(context: Context, facts: UnitFacts, covered: Covered, wording: Wording): Promise<Ruling> {
  const ruling = verdictOn(facts, covered.goods, wording);
  if (ruling.verdict === 'AFFECTED' || covered.scope.onlyNamed) return ruling;
  const origin = await loadOrigin(context, facts.unitId);
  if (!origin) return ruling;
  // Of most units nothing that they may be made of is covered, and then nobody needs to know what is certain of that.
  const certain = isMadeOf(origin, covered.goods) ? await loadCertainOrigin(context, facts.unitId) : NOTHING_WITHIN;
  const mayHold = await mayHoldRecalledUnit(context.db, covered, origin.loose);
  return verdictOn({ ...facts, origin: { ...origin, certain, mayHoldRecalledUnit: mayHold } }, covered.goods, wording);
}

/**
 * The verdict on a unit against a scope that is only asked about, as a recall of it would give. Of a unit that nobody ever
 * heard of there is one too: somebody holds it in their hand.
 */
export async function verdictAgainst(context: Context, gtin: Gtin, serial: Serial, scope: Scope): Promise<Ruling> {
  const goods = await context.db.transaction((tx) => goodsOf(tx, scope), {
    snapshot: true,
    statementTimeoutMs: EVALUATION_MS,
  });
  const facts = await factsOf(context, { id: unitId(gtin, serial), productId: productId(gtin) });
  return rulingOn(
    context,
    facts,
    { scope, goods: asIfFrozen(goods), units: { unitIds: withPossible(goods).unitIds } },
    OF_SCOPE,
  );
}
