type Status = 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'LAUNCHED' | 'CLOSED';
export type Move = 'SUBMIT' | 'APPROVE' | 'LAUNCH' | 'CLOSE';

const STEPS: Readonly<Record<Move, { readonly from: Status; readonly to: Status; readonly outcome: string }>> = {
  SUBMIT: { from: 'DRAFT', to: 'SUBMITTED', outcome: 'RecallSubmitted' },
  APPROVE: { from: 'SUBMITTED', to: 'APPROVED', outcome: 'RecallApproved' },
  LAUNCH: { from: 'APPROVED', to: 'LAUNCHED', outcome: 'RecallLaunched' },
  CLOSE: { from: 'LAUNCHED', to: 'CLOSED', outcome: 'RecallClosed' },
};

/** A recall of a batch, and what becomes of it. */
export class ModelRecall {
  status: Status = 'DRAFT';
  /** What the approver approves; known once it is submitted. */
  hash = '';

  constructor(
    readonly id: string,
    readonly batch: number,
  ) {}

  /** The move that comes next in its life; of a closed one, one that cannot be made any more. */
  get next(): Move {
    const [next] = Object.entries(STEPS).find(([, { from }]) => from === this.status) ?? ['LAUNCH'];
    return next as Move;
  }

  /** The outcome of a move, which is made where it can be. A launch may be asked for again. */
  make(move: Move): string {
    const { from, to, outcome } = STEPS[move];
    if (move === 'LAUNCH' && this.status === 'LAUNCHED') return outcome;
    if (this.status !== from) return 'WrongRecallState';
    this.status = to;
    return outcome;
  }
}

export type Verdict = 'AFFECTED' | 'CANNOT_TELL' | 'NOT_AFFECTED';

/** What an open recall of a batch, and of nothing that was made of it, says of a unit of that product. */
export function plainVerdict(
  unit: { isDoubtful: boolean; isKnown: boolean; batchIds: ReadonlySet<string> },
  batchId: string,
): Verdict {
  if (unit.isDoubtful) return 'CANNOT_TELL';
  if (unit.batchIds.has(batchId)) return 'AFFECTED';
  return unit.isKnown && unit.batchIds.size === 1 ? 'NOT_AFFECTED' : 'CANNOT_TELL';
}
