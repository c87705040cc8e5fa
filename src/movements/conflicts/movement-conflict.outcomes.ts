import type { MovementConflictRow } from './movement-conflict.query.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const conflictResolved = (conflict: MovementConflictRow, { alreadyResolved }: { alreadyResolved: boolean }) =>
  ({ outcome: 'MovementConflictResolved', conflict, alreadyResolved }) as const;

export const conflictUnknown = (conflictId: string) =>
  ({ outcome: 'MovementConflictUnknown', conflictId, message: 'There is no conflict with this id.' }) as const;

/** Someone has decided otherwise, or the movement was corrected meanwhile. */
export const conflictAlreadyDecided = (conflict: MovementConflictRow) =>
  ({
    outcome: 'MovementConflictAlreadyDecided',
    conflict,
    message: `This conflict is ${conflict.state}. What is wrong with that is put right by a correction.`,
  }) as const;

/** A decision that nobody can understand later is no decision. */
export const conflictReasonInvalid = (reason: string) =>
  ({ outcome: 'MovementConflictReasonInvalid', message: `The reason ${reason}.` }) as const;
