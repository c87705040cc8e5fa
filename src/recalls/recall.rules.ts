export const RECALL_CLASS = { I: 'I', II: 'II', III: 'III', UNCLASSIFIED: 'UNCLASSIFIED' } as const;
export type RecallClass = keyof typeof RECALL_CLASS;

export const RECALL_KIND = {
  RECALL: 'RECALL',
  CORRECTION: 'CORRECTION',
  MARKET_WITHDRAWAL: 'MARKET_WITHDRAWAL',
  STOCK_RECOVERY: 'STOCK_RECOVERY',
  MOCK: 'MOCK',
} as const;
export type RecallKind = keyof typeof RECALL_KIND;

export const RECALL_STATUS = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  APPROVED: 'APPROVED',
  LAUNCHED: 'LAUNCHED',
  PAUSED: 'PAUSED',
  CLOSED: 'CLOSED',
  CANCELLED: 'CANCELLED',
} as const;
export type RecallStatus = keyof typeof RECALL_STATUS;

export const RECALL_MOVE = {
  UPDATE: 'UPDATE',
  SUBMIT: 'SUBMIT',
  APPROVE: 'APPROVE',
  REJECT: 'REJECT',
  LAUNCH: 'LAUNCH',
  LAUNCH_WAVE: 'LAUNCH_WAVE',
  DECLINE_WAVE: 'DECLINE_WAVE',
  PAUSE: 'PAUSE',
  RESUME: 'RESUME',
  CLOSE: 'CLOSE',
  CANCEL: 'CANCEL',
} as const;
export type RecallMove = keyof typeof RECALL_MOVE;

interface Moves {
  readonly from: readonly RecallStatus[];
  readonly to: RecallStatus | 'WHERE_IT_WAS';
}

/** The life of a recall. Whatever sends it back to DRAFT voids what was submitted and approved. */
const MOVES: Readonly<Record<RecallMove, Moves>> = {
  UPDATE: { from: ['DRAFT', 'SUBMITTED', 'APPROVED'], to: 'DRAFT' },
  SUBMIT: { from: ['DRAFT'], to: 'SUBMITTED' },
  APPROVE: { from: ['SUBMITTED'], to: 'APPROVED' },
  REJECT: { from: ['SUBMITTED', 'APPROVED'], to: 'DRAFT' },
  LAUNCH: { from: ['APPROVED'], to: 'LAUNCHED' },
  LAUNCH_WAVE: { from: ['LAUNCHED', 'PAUSED'], to: 'WHERE_IT_WAS' },
  DECLINE_WAVE: { from: ['LAUNCHED', 'PAUSED'], to: 'WHERE_IT_WAS' },
  PAUSE: { from: ['LAUNCHED'], to: 'PAUSED' },
  RESUME: { from: ['PAUSED'], to: 'LAUNCHED' },
  CLOSE: { from: ['LAUNCHED', 'PAUSED'], to: 'CLOSED' },
  CANCEL: { from: ['DRAFT', 'SUBMITTED', 'APPROVED'], to: 'CANCELLED' },
};

/** Where a move leads from a status, or null when it cannot be made from there. */
export function statusAfter(move: RecallMove, from: RecallStatus): RecallStatus | null {
  const { from: possible, to } = MOVES[move];
  if (!possible.includes(from)) return null;
  return to === 'WHERE_IT_WAS' ? from : to;
}

export function movesFrom(status: RecallStatus): RecallMove[] {
  return Object.values(RECALL_MOVE).filter((move) => MOVES[move].from.includes(status));
}

/** A recall whose goods are recalled at this moment. */
export const OPEN_STATUSES: readonly RecallStatus[] = ['LAUNCHED', 'PAUSED'];

/** A recall holds goods while it is open, and from the first attempt to launch it, which may fail half-way. */
export function mayHold(status: RecallStatus): boolean {
  return status === 'APPROVED' || OPEN_STATUSES.includes(status);
}

export interface Approvable {
  readonly editorIds: readonly string[];
  readonly submittedBy: string | null;
  readonly submittedHash: string | null;
}

export const APPROVAL_OBSTACLE = {
  SUBMITTED_IT: 'SUBMITTED_IT',
  EDITED_IT: 'EDITED_IT',
  SAW_ANOTHER_VERSION: 'SAW_ANOTHER_VERSION',
} as const;
export type ApprovalObstacle = keyof typeof APPROVAL_OBSTACLE;

/**
 * What keeps this person from approving what they saw: it takes a second person, who has neither edited nor submitted
 * any of it, and who saw exactly what was submitted.
 */
export function obstacleToApproval(recall: Approvable, actorId: string, hashSeen: string): ApprovalObstacle | null {
  return obstacleToDeciding(recall, actorId) ?? (recall.submittedHash === hashSeen ? null : 'SAW_ANOTHER_VERSION');
}

/** What keeps this person from having the second word. */
export function obstacleToDeciding(
  recall: Pick<Approvable, 'editorIds' | 'submittedBy'>,
  actorId: string,
): ApprovalObstacle | null {
  if (recall.submittedBy === actorId) return 'SUBMITTED_IT';
  return recall.editorIds.includes(actorId) ? 'EDITED_IT' : null;
}

/** A mock recall exercises everything but the world: it holds no goods, writes to no customer, and convicts no unit. */
export function isMock(recall: { readonly kind: RecallKind }): boolean {
  return recall.kind === 'MOCK';
}
