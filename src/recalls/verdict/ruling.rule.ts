export const VERDICT = { AFFECTED: 'AFFECTED', NOT_AFFECTED: 'NOT_AFFECTED', CANNOT_TELL: 'CANNOT_TELL' } as const;
export type Verdict = keyof typeof VERDICT;

export interface Ruling {
  readonly verdict: Verdict;
  readonly reason: string;
  /** What someone has to find out or decide; null when there is nothing left to settle. */
  readonly whatWouldSettleIt: string | null;
}

/** What sentences call that which covers goods, and the goods. */
export interface Wording {
  readonly subject: string;
  readonly covers: 'covers' | 'covered';
  readonly itsUnits: string;
  readonly goods: 'unit' | 'batch';
  readonly notAffected: string;
}

export const ofRecall = (goods: Wording['goods']): Wording => ({
  subject: 'The recall',
  covers: 'covers',
  itsUnits: 'recalled units',
  goods,
  notAffected: `No open recall covers this ${goods}.`,
});
/** A recall means no less for goods once it is closed. */
export const ofClosedRecall = (goods: Wording['goods']): Wording => ({ ...ofRecall(goods), covers: 'covered' });
export const OF_SCOPE: Wording = {
  subject: 'The scope',
  covers: 'covers',
  itsUnits: 'units of the scope',
  goods: 'unit',
  notAffected: 'The scope does not cover this unit.',
};

/** What the record says of goods, whichever recalls there are. */
export interface Standing {
  readonly goods: Wording['goods'];
  /** Why nobody can be told anything of them; null when the record says something. */
  readonly notOnRecord: Ruling | null;
  /** Why it may say too much; null when it does not. */
  readonly dispute: Ruling | null;
}

/**
 * The verdict over all recalls: affected by an open one is affected; cleared only if cleared by all. Goods that nobody has
 * ever recorded are not cleared by there being no recall. That a recall was closed says that its goods were accounted for: whoever
 * has some of them in their hand has what perhaps was not.
 */
export function overall(
  { goods, notOnRecord, dispute }: Standing,
  rulings: readonly Ruling[],
  closed: readonly Ruling[] = [],
  doubt: Ruling | null = null,
): Ruling {
  const worst =
    rulings.find(({ verdict }) => verdict === 'AFFECTED') ?? rulings.find(({ verdict }) => verdict === 'CANNOT_TELL');
  if (worst) return worst;
  if (notOnRecord) return notOnRecord;
  const covered = closed.find(({ verdict }) => verdict === 'AFFECTED');
  const told = covered ?? closed[0];
  const { notAffected } = ofRecall(goods);
  if (!told) return doubt ? unknownOfClosed(doubt, notAffected) : cleared(notAffected);
  const others = closed.length > 1 ? `There are ${closed.length} such recalls that are closed.` : '';
  const open = dispute ?? (covered ? notSeenTo(goods) : told);
  const why = told.reason.includes(open.reason) ? '' : open.reason;
  return { ...open, reason: [notAffected, told.reason, others, why].filter(Boolean).join(' ') };
}

function unknownOfClosed({ reason, whatWouldSettleIt }: Ruling, notAffected: string): Ruling {
  const why = `${notAffected} Whether one that is closed covered it cannot be told. ${reason}`;
  return { verdict: 'CANNOT_TELL', reason: why, whatWouldSettleIt };
}

function notSeenTo(goods: Wording['goods']): Ruling {
  return cannotTell(
    goods === 'unit' ? 'Nothing says that this unit was seen to.' : 'Nothing says that all of it was seen to.',
    `Ask whether it was returned, replaced or put right under that recall; until then, treat the ${goods} as affected.`,
  );
}

export function cleared(reason: string): Ruling {
  return { verdict: 'NOT_AFFECTED', reason, whatWouldSettleIt: null };
}

export function affected(reason: string): Ruling {
  return { verdict: 'AFFECTED', reason, whatWouldSettleIt: null };
}

export function cannotTell(reason: string, whatWouldSettleIt: string): Ruling {
  return { verdict: 'CANNOT_TELL', reason, whatWouldSettleIt };
}

/** A scope that is only asked about may be cut short. */
export function missingGoods(truncated: string | null | undefined, { subject }: Wording): Ruling | null {
  return truncated == null
    ? null
    : cannotTell(
        `${subject} may cover more than could be followed. ${truncated}`,
        'Follow what was made of its goods, step by step, or name the goods themselves.',
      );
}
