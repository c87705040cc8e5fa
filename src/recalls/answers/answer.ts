/** What a recipient says about the goods they received. Null: they left it open. */
export interface AnsweredCounts {
  /** Exact decimals, of pieces or of whatever the goods are counted in. */
  readonly onHand: string | null;
  readonly soldOn: string | null;
  readonly returned: string | null;
  readonly destroyed: string | null;
}

/** One answer to a notice. Later ones stand in for it; all are kept. */
export interface Answer extends AnsweredCounts {
  readonly answerId: string;
  readonly recallId: string;
  readonly notificationId: string;
  readonly partyKind: 'CUSTOMER' | 'CARRIER' | 'INTERNAL';
  readonly partyId: string;
  readonly answeredAt: Date;
  readonly comment: string | null;
}

export const COUNTS = ['onHand', 'soldOn', 'returned', 'destroyed'] as const satisfies (keyof AnsweredCounts)[];
