import type { Context } from '../platform/context.js';
import type { UnitRow } from '../products/index.js';
import { loadOrigin, loadTrace } from '../trace/index.js';
import { mayHoldRecalledUnit } from './lost-units.js';
import { type OpenScope, openScopes } from './open-scopes.js';
import type { Recall } from './recall.js';
import { textFor } from './texts.rule.js';
import { overall, type Ruling, type UnitFacts, verdictOn } from './verdict.rule.js';

/** What one open recall means for a unit. */
export interface RecallRuling extends Ruling {
  readonly recall: Recall;
}

export interface UnitVerdict extends Ruling {
  /** Every open recall that the unit is affected by, or cannot be cleared of. */
  readonly recalls: readonly RecallRuling[];
}

/** What the record says of a unit; one that no movement names has no more than its own name. Read once with its journey. */
async function factsOf(context: Context, { id: unitId, productId }: UnitRow): Promise<UnitFacts> {
  const trace = await loadTrace(context, unitId);
  const known = (trace?.steps.length ?? 0) > 0;
  const batchIds = trace?.batchIds ?? [];
  return { unitId, productId, known, batchIds, openConflict: trace?.openConflict ?? false, origin: null };
}

/** The verdict on a unit over every open recall. Mock recalls convict nobody. */
export async function readVerdict(context: Context, unit: UnitRow): Promise<UnitVerdict> {
  const facts = await factsOf(context, unit);
  const scopes = await openScopes(context.db);
  const rulings = await Promise.all(scopes.map((scope) => rule(context, facts, scope)));
  const { verdict, reason, whatWouldSettleIt } = overall(facts, rulings);
  return { verdict, reason, whatWouldSettleIt, recalls: rulings.filter((ruling) => ruling.verdict !== 'NOT_AFFECTED') };
}

/** What a unit was made of is asked for where the unit itself does not settle it. */
async function rule(context: Context, facts: UnitFacts, scope: OpenScope): Promise<RecallRuling> {
  const { recall, goods } = scope;
  const ruling = verdictOn(facts, goods);
  if (ruling.verdict === 'AFFECTED' || recall.scope.onlyNamed) return { recall, ...ruling };
  const origin = await loadOrigin(context, facts.unitId);
  if (!origin) return { recall, ...ruling };
  const mayHold = await mayHoldRecalledUnit(context.db, scope, origin.loose);
  return { recall, ...verdictOn({ ...facts, origin: { ...origin, mayHoldRecalledUnit: mayHold } }, goods) };
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
  const { recalls } = await readVerdict(context, unit);
  return recalls.flatMap(({ recall, verdict }) => {
    const text = textFor(recall.texts, language);
    const { contactPhone, contactEmail } = recall;
    return text ? [{ ...text, recall, verdict, contactPhone, contactEmail }] : [];
  });
}
