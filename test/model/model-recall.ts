type Status = 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'LAUNCHED' | 'PAUSED' | 'CLOSED' | 'CANCELLED';
export type Move = 'UPDATE' | 'SUBMIT' | 'APPROVE' | 'REJECT' | 'LAUNCH' | 'PAUSE' | 'RESUME' | 'CLOSE' | 'CANCEL';

interface Step {
  readonly from: readonly Status[];
  readonly to: Status;
  readonly outcome: string;
}

const STEPS: Readonly<Record<Move, Step>> = {
  UPDATE: { from: ['DRAFT', 'SUBMITTED', 'APPROVED'], to: 'DRAFT', outcome: 'RecallUpdated' },
  SUBMIT: { from: ['DRAFT'], to: 'SUBMITTED', outcome: 'RecallSubmitted' },
  APPROVE: { from: ['SUBMITTED'], to: 'APPROVED', outcome: 'RecallApproved' },
  REJECT: { from: ['SUBMITTED', 'APPROVED'], to: 'DRAFT', outcome: 'RecallRejected' },
  LAUNCH: { from: ['APPROVED'], to: 'LAUNCHED', outcome: 'RecallLaunched' },
  PAUSE: { from: ['LAUNCHED'], to: 'PAUSED', outcome: 'SendingPaused' },
  RESUME: { from: ['PAUSED'], to: 'LAUNCHED', outcome: 'SendingResumed' },
  CLOSE: { from: ['LAUNCHED', 'PAUSED'], to: 'CLOSED', outcome: 'RecallClosed' },
  CANCEL: { from: ['DRAFT', 'SUBMITTED', 'APPROVED'], to: 'CANCELLED', outcome: 'RecallCancelled' },
};

export const MOVES = Object.keys(STEPS) as Move[];

const AHEAD: Partial<Record<Status, Move>> = {
  DRAFT: 'SUBMIT',
  SUBMITTED: 'APPROVE',
  APPROVED: 'LAUNCH',
  LAUNCHED: 'CLOSE',
  PAUSED: 'RESUME',
};

/** A recall of a batch, and what becomes of it. */
export class ModelRecall {
  status: Status = 'DRAFT';
  version = 1;
  /** What the approver approves; known once it is submitted. */
  hash = '';

  constructor(
    readonly id: string,
    public batch: number,
  ) {}

  /** The move that comes next in its life; of one that is over, one that cannot be made any more. */
  get next(): Move {
    return AHEAD[this.status] ?? 'LAUNCH';
  }

  get isOpen(): boolean {
    return this.status === 'LAUNCHED' || this.status === 'PAUSED';
  }

  /** The outcome of a move, which is made where it can be. A launch may be asked for again. */
  make(move: Move, batch: number): string {
    const { from, to, outcome } = STEPS[move];
    if (move === 'LAUNCH' && this.isOpen) return outcome;
    if (!from.includes(this.status)) return 'WrongRecallState';
    this.status = to;
    if (move === 'UPDATE') {
      this.version++;
      this.batch = batch;
    }
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
