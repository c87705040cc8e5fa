import type { Gtin, Serial } from '../../gs1/index.js';
import { goodsWithVoidedMovements } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import { productId, unitId, type UnitRow } from '../../products/index.js';
import { loadCertainOrigin, loadOrigin, loadTrace } from '../../trace/index.js';
import { type OpenScope, recallsOf } from '../open-scopes.js';
import { type Recall, referenceOf } from '../recall.js';
import { asIfFrozen } from '../scope/frozen-goods.query.js';
import type { Scope } from '../scope/scope.js';
import { goodsOf, withPossible } from '../scope/scope-goods.js';
import { textFor } from '../texts.rule.js';
import { EVALUATION_MS } from '../time-limits.js';
import { type ClosedScope, closedScopesOn } from './closed-scopes.js';
import { withWhatTheyHold } from './held-scopes.js';
import { type Covered, mayHoldRecalledUnit } from './lost-units.js';
import {
  doubtOverAnyRecall,
  type GoodsWithin,
  isMadeOf,
  OF_CLOSED_RECALL,
  OF_SCOPE,
  overall,
  type Ruling,
  type UnitFacts,
  verdictOn,
  type Wording,
} from './verdict.rule.js';

/** More closed recalls than anyone reads out; how many more there are is told with them. */
export const MOST_CLOSED = 20;

/** What one recall means for a unit. */
export interface RecallRuling extends Ruling {
  readonly recall: Recall;
}

export interface UnitVerdict extends Ruling {
  /** Every open recall that the unit is affected by, or cannot be cleared of. */
  readonly recalls: readonly RecallRuling[];
  /** The recalls that are closed, and covered the unit, or could not clear it: first those that covered it, each lot by when they were closed. */
  readonly closedRecalls: readonly RecallRuling[];
  /** How many of these are left out. */
  readonly moreClosedRecalls: number;
}

/** What the record says of a unit; one that no movement names has no more than its own name. Read once with its journey. */
async function factsOf(context: Context, unit: Pick<UnitRow, 'id' | 'productId'>): Promise<UnitFacts> {
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

/** The verdict on a unit over every recall. Mock recalls convict nobody. */
export async function readVerdict(context: Context, unit: UnitRow): Promise<UnitVerdict> {
  const facts = await factsOf(context, unit);
  const { open, closed: closedBefore } = await recallsOf(context.db);
  const scopes = await withWhatTheyHold(context, facts, open);
  const rulings = await Promise.all(scopes.map((scope) => rule(context, facts, scope)));
  const openIds = new Set(open.map(({ recall }) => recall.id));
  const { closed, doubt } = closedBefore.some
    ? await readClosedRecalls(context, facts, openIds, closedBefore.someFollowed)
    : NOTHING_CLOSED;
  const { verdict, reason, whatWouldSettleIt } = overall(facts, rulings, closed, doubt);
  return {
    verdict,
    reason,
    whatWouldSettleIt,
    recalls: rulings.filter((ruling) => ruling.verdict !== 'NOT_AFFECTED'),
    closedRecalls: closed.slice(0, MOST_CLOSED),
    moreClosedRecalls: Math.max(closed.length - MOST_CLOSED, 0),
  };
}

interface WhatClosedSay {
  /** Those that covered the unit, or of which it cannot be told. */
  readonly closed: readonly RecallRuling[];
  /** Why it could be of the goods of any of them. */
  readonly doubt: Ruling | null;
}

const NOTHING_CLOSED: WhatClosedSay = { closed: [], doubt: null };

/**
 * That a recall is closed brings no unit back: who has one still has to know. One that another process has only just closed counts
 * as open here, and is told of once.
 */
async function readClosedRecalls(
  context: Context,
  facts: UnitFacts,
  openIds: ReadonlySet<string>,
  someFollowed: boolean,
): Promise<WhatClosedSay> {
  const origin = await loadOrigin(context, facts.unitId);
  const scopes = await closedScopesOn(context, facts, origin);
  const rulings = await Promise.all(
    scopes
      .filter(({ recall }) => !openIds.has(recall.id))
      .map((scope) => rule(context, facts, scope, OF_CLOSED_RECALL)),
  );
  const closed = rulings
    .filter(({ verdict }) => verdict !== 'NOT_AFFECTED')
    .map((ruling) => ({ ...ruling, reason: `${closureOf(ruling.recall)} ${ruling.reason}` }))
    .sort((one, other) => one.verdict.localeCompare(other.verdict) || closedLastFirst(one.recall, other.recall));
  return { closed, doubt: doubtOverAnyRecall(facts, someFollowed ? origin : null) };
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What someone can read out who is asked which recall that was. */
function closureOf(recall: Recall): string {
  return `Recall ${referenceOf(recall)} was closed${recall.closedAt ? ` on ${DAY.format(recall.closedAt)}` : ''}.`;
}

function closedLastFirst(one: Recall, other: Recall): number {
  return (other.closedAt?.getTime() ?? 0) - (one.closedAt?.getTime() ?? 0) || one.id.localeCompare(other.id);
}

async function rule(
  context: Context,
  facts: UnitFacts,
  { recall, goods }: OpenScope | ClosedScope,
  wording?: Wording,
): Promise<RecallRuling> {
  const covered = { scope: recall.scope, goods, units: { recallId: recall.id } };
  return { recall, ...(await rulingOn(context, facts, covered, wording)) };
}

const NOTHING: GoodsWithin = { batchIds: [], units: [] };

/** What a unit was made of is asked for where the unit itself does not settle it. */
async function rulingOn(context: Context, facts: UnitFacts, covered: Covered, wording?: Wording): Promise<Ruling> {
  const ruling = verdictOn(facts, covered.goods, wording);
  if (ruling.verdict === 'AFFECTED' || covered.scope.onlyNamed) return ruling;
  const origin = await loadOrigin(context, facts.unitId);
  if (!origin) return ruling;
  // Of most units nothing that they may be made of is covered, and then nobody needs to know what is certain of that.
  const certain = isMadeOf(origin, covered.goods) ? await loadCertainOrigin(context, facts.unitId) : NOTHING;
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

/** What customer service says about a unit, from the recall's own approved texts. */
export interface WhatToTell {
  readonly recall: Recall;
  readonly verdict: Ruling['verdict'];
  /** The language of the texts, which need not be the one asked for. */
  readonly language: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
}

export async function readWhatToTell(context: Context, unit: UnitRow, language: string): Promise<WhatToTell[]> {
  const { recalls, closedRecalls } = await readVerdict(context, unit);
  return [...recalls, ...closedRecalls].flatMap(({ recall, verdict }) => {
    const text = textFor(recall.texts, language);
    const { contactPhone, contactEmail } = recall;
    return text ? [{ ...text, recall, verdict, contactPhone, contactEmail }] : [];
  });
}
