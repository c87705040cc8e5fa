import type { Problem } from './problem.js';
import type { Recall } from './recall.js';
import { type ApprovalObstacle, movesFrom } from './recall.rules.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const recallCreated = (recall: Recall) => ({ outcome: 'RecallCreated', recall }) as const;
export const recallUpdated = (recall: Recall) => ({ outcome: 'RecallUpdated', recall }) as const;
export const recallSubmitted = (recall: Recall) => ({ outcome: 'RecallSubmitted', recall }) as const;
export const recallApproved = (recall: Recall) => ({ outcome: 'RecallApproved', recall }) as const;
export const recallRejected = (recall: Recall) => ({ outcome: 'RecallRejected', recall }) as const;
/** Launched by this call or by an earlier one: there is one wave, and it is this. */
export const recallLaunched = (recall: Recall, { alreadyLaunched }: { alreadyLaunched: boolean }) =>
  ({ outcome: 'RecallLaunched', recall, alreadyLaunched }) as const;

/** Launched by this call or by an earlier one. */
export const waveLaunched = (recall: Recall, { alreadyLaunched }: { alreadyLaunched: boolean }) =>
  ({ outcome: 'WaveLaunched', recall, alreadyLaunched }) as const;
export const waveDeclined = (recall: Recall) => ({ outcome: 'WaveDeclined', recall }) as const;

/** Nothing is proposed, or something else by now. */
export const waveNotProposed = ({ id }: Recall) =>
  ({
    outcome: 'WaveNotProposed',
    recallId: id,
    message: 'What you saw is not what is proposed now. Read `proposedWave` again; it is null when nothing is left.',
  }) as const;

/** There is something that nobody has decided. */
export const waveOpen = ({ id }: Recall) =>
  ({
    outcome: 'WaveOpen',
    recallId: id,
    message: 'More became known since, and a further wave is proposed. Launch it or decline it first.',
  }) as const;

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

/** It is not the version that the caller read: someone changed it since, or it never was that version. */
export const recallChanged = ({ id, version }: Recall, expected: number) =>
  ({
    outcome: 'RecallChanged',
    recallId: id,
    version,
    message:
      expected >= 1 && expected < version
        ? `Someone has changed this recall; it is now version ${version}. Read it again.`
        : `This recall never was version ${expected}; it is version ${version}. Read it again.`,
  }) as const;

const OBSTACLES: Readonly<Record<ApprovalObstacle, string>> = {
  SUBMITTED_IT: 'You submitted this recall. It takes a second person to approve it.',
  EDITED_IT: 'You wrote part of this recall. It takes someone who did not to approve it.',
  SAW_ANOTHER_VERSION: 'What you saw is not what is submitted now. Read the recall again.',
};

export const approvalRefused = ({ id }: Recall, obstacle: ApprovalObstacle) =>
  ({ outcome: 'ApprovalRefused', recallId: id, obstacle, message: OBSTACLES[obstacle] }) as const;

/** A decision that nobody can understand later is no decision. */
export const recallReasonInvalid = (reason: string) =>
  ({ outcome: 'RecallReasonInvalid', message: `The reason ${reason}.` }) as const;

/** What stands in the recall is not what was approved. */
export const approvalOutdated = ({ id }: Recall) =>
  ({
    outcome: 'ApprovalOutdated',
    recallId: id,
    message:
      'What stands in this recall is not what was approved. Reject it, and have it submitted and approved again.',
  }) as const;

export interface OpenNotifications {
  readonly onTheirWay: number;
  readonly needAPerson: number;
  readonly missing: number;
}

/** Someone has still to be told. */
export const notificationsOpen = ({ id }: Recall, open: OpenNotifications) =>
  ({
    outcome: 'NotificationsOpen',
    recallId: id,
    ...open,
    message:
      `Not everyone has been told. Notices on their way: ${open.onTheirWay}; that need a person: ${open.needAPerson}; ` +
      `missing: ${open.missing}.`,
  }) as const;

/** Customers sold goods on, and nobody knows to whom. */
export const buyersUnknown = ({ id }: Recall, customers: number) =>
  ({
    outcome: 'BuyersUnknown',
    recallId: id,
    customers,
    message:
      `${customers === 1 ? 'A customer' : `${customers} customers`} sold goods on, and nobody knows to whom: see \`onwardUnknown\`. ` +
      'Record whom they went to, or close with `despiteUnknownBuyers` and say in the summary why they cannot be told.',
  }) as const;

/** KEPT: there is no mail server, and the test went nowhere. */
export const testNoticeSent = (result: 'ACCEPTED' | 'KEPT', reply: string) =>
  ({ outcome: 'TestNoticeSent', result, reply }) as const;

export const testNoticeFailed = (result: string, reply: string) =>
  ({ outcome: 'TestNoticeFailed', result, message: `The mail server did not take the test: ${reply}` }) as const;
