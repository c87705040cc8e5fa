import type { Gap } from './gap.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const gapAssigned = (gap: Gap) => ({ outcome: 'GapAssigned', gap }) as const;

export const gapResolved = (gap: Gap, { alreadyResolved }: { alreadyResolved: boolean }) =>
  ({ outcome: 'GapResolved', gap, alreadyResolved }) as const;

export const gapUnknown = (gapId: string) =>
  ({ outcome: 'GapUnknown', gapId, message: 'There is no gap with this id.' }) as const;

export const gapOwnerUnknown = (ownerId: string) =>
  ({ outcome: 'GapOwnerUnknown', ownerId, message: 'There is no valid API key with this id.' }) as const;

/** A later scan has filled it, so there is nothing left to explain or to look into. */
export const gapIsClosed = (gap: Gap) =>
  ({ outcome: 'GapIsClosed', gap, message: 'What came later has filled this gap. Nothing was done.' }) as const;

/** Whoever explained a conflict without deciding it would leave its goods in doubt. */
export const gapNeedsDecision = (gap: Gap) =>
  ({
    outcome: 'GapNeedsDecision',
    gap,
    message: 'A conflict is decided by `resolveMovementConflict`; that closes this gap.',
  }) as const;

/** An explanation that nobody can understand later is none. */
export const gapReasonInvalid = (reason: string) =>
  ({ outcome: 'GapReasonInvalid', message: `The reason ${reason}.` }) as const;

export const gapEvidenceUnknown = (movementId: string) =>
  ({
    outcome: 'GapEvidenceUnknown',
    movementId,
    message: 'There is no movement with this id, or it was corrected, and proves nothing.',
  }) as const;
