import type { Problem } from './problem.js';
import type { Recall } from './recall.js';
import { type ApprovalObstacle, movesFrom } from './recall.rules.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const recallCreated = (recall: Recall) => ({ outcome: 'RecallCreated', recall }) as const;
export const recallUpdated = (recall: Recall) => ({ outcome: 'RecallUpdated', recall }) as const;
export const recallSubmitted = (recall: Recall) => ({ outcome: 'RecallSubmitted', recall }) as const;
export const recallApproved = (recall: Recall) => ({ outcome: 'RecallApproved', recall }) as const;
export const recallRejected = (recall: Recall) => ({ outcome: 'RecallRejected', recall }) as const;
export const sendingPaused = (recall: Recall) => ({ outcome: 'SendingPaused', recall }) as const;
export const sendingResumed = (recall: Recall) => ({ outcome: 'SendingResumed', recall }) as const;
export const recallClosed = (recall: Recall) => ({ outcome: 'RecallClosed', recall }) as const;
export const recallCancelled = (recall: Recall) => ({ outcome: 'RecallCancelled', recall }) as const;

export const recallUnknown = (recallId: string) =>
  ({ outcome: 'RecallUnknown', recallId, message: 'There is no recall with this id.' }) as const;

export const recallInvalid = (problems: readonly Problem[]) =>
  ({
    outcome: 'RecallInvalid',
    problems,
    message: problems.map(({ field, message }) => `${field} ${message}`).join(' '),
  }) as const;

/** The move cannot be made from where the recall stands. */
export const wrongRecallState = ({ id, status }: Recall) => {
  const possible = movesFrom(status);
  return {
    outcome: 'WrongRecallState',
    recallId: id,
    status,
    possible,
    message: `This recall is ${status}. ${possible.length > 0 ? `Possible: ${possible.join(', ')}.` : 'It is over.'}`,
  } as const;
};

/** Someone else changed it since the caller read it. */
export const recallChanged = ({ id, version }: Recall) =>
  ({
    outcome: 'RecallChanged',
    recallId: id,
    version,
    message: `Someone has changed this recall; it is now version ${version}. Read it again.`,
  }) as const;

const OBSTACLES: Readonly<Record<ApprovalObstacle, string>> = {
  SUBMITTED_IT: 'You submitted this recall. It takes a second person to approve it.',
  EDITED_IT: 'You wrote part of this recall. It takes someone who did not to approve it.',
  SAW_ANOTHER_VERSION: 'What you saw is not what is submitted now. Read the recall again.',
};

export const approvalRefused = ({ id }: Recall, obstacle: ApprovalObstacle) =>
  ({ outcome: 'ApprovalRefused', recallId: id, obstacle, message: OBSTACLES[obstacle] }) as const;

/** A decision that nobody can understand later is no decision. */
export const reasonInvalid = (reason: string) =>
  ({ outcome: 'ReasonInvalid', message: `The reason ${reason}.` }) as const;
