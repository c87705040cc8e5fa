import type { Context } from '../../platform/context.js';
import { type OpenScope, recallsOf } from '../open-scopes.js';
import { type Recall, referenceOf } from '../recall.js';
import { type ClosedScope, closedScopesOn } from './closed-scopes.js';
import { withWhatTheyHold } from './held-scopes.js';
import { ofClosedRecall, ofRecall, overall, type Ruling, type Wording } from './ruling.rule.js';
import type { Subject } from './subject.js';

/** More closed recalls than anyone reads out; how many more there are is told with them. */
export const MOST_CLOSED = 20;

/** What one recall means for goods. */
export interface RecallRuling extends Ruling {
  readonly recall: Recall;
}

export interface GoodsVerdict extends Ruling {
  /** Every open recall that the goods are affected by, or cannot be cleared of. */
  readonly recalls: readonly RecallRuling[];
  /** The recalls that are closed, and covered the goods, or could not clear them: first those that covered them, each lot by when they were closed. */
  readonly closedRecalls: readonly RecallRuling[];
  /** How many of these are left out. */
  readonly moreClosedRecalls: number;
}

/** The verdict over every recall. Mock recalls convict nobody. */
export async function readVerdict(context: Context, subject: Subject): Promise<GoodsVerdict> {
  const { open, closed: closedBefore } = await recallsOf(context.db);
  const scopes = await withWhatTheyHold(context, subject, open);
  const rulings = await Promise.all(scopes.map((scope) => rule(subject, scope, ofRecall(subject.standing.goods))));
  const openIds = new Set(open.map(({ recall }) => recall.id));
  const { closed, doubt } = closedBefore.some
    ? await readClosedRecalls(context, subject, openIds, closedBefore.someFollowed)
    : NOTHING_CLOSED;
  const { verdict, reason, whatWouldSettleIt } = overall(subject.standing, rulings, closed, doubt);
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
  /** Those that covered the goods, or of which it cannot be told. */
  readonly closed: readonly RecallRuling[];
  /** Why they could be of the goods of any of them. */
  readonly doubt: Ruling | null;
}

const NOTHING_CLOSED: WhatClosedSay = { closed: [], doubt: null };

/**
 * That a recall is closed brings nothing back: who has its goods still has to know. One that another process has only just closed
 * counts as open here, and is told of once.
 */
async function readClosedRecalls(
  context: Context,
  subject: Subject,
  openIds: ReadonlySet<string>,
  someFollowed: boolean,
): Promise<WhatClosedSay> {
  const scopes = await closedScopesOn(context, await subject.meantBy());
  const wording = ofClosedRecall(subject.standing.goods);
  const rulings = await Promise.all(
    scopes.filter(({ recall }) => !openIds.has(recall.id)).map((scope) => rule(subject, scope, wording)),
  );
  const closed = rulings
    .filter(({ verdict }) => verdict !== 'NOT_AFFECTED')
    .map((ruling) => ({ ...ruling, reason: `${closureOf(ruling.recall)} ${ruling.reason}` }))
    .sort((one, other) => one.verdict.localeCompare(other.verdict) || closedLastFirst(one.recall, other.recall));
  return { closed, doubt: await subject.doubt(someFollowed) };
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
  subject: Subject,
  { recall, goods }: OpenScope | ClosedScope,
  wording: Wording,
): Promise<RecallRuling> {
  const covered = { scope: recall.scope, goods, units: { recallId: recall.id } };
  return { recall, ...(await subject.ruleOn(covered, wording)) };
}
