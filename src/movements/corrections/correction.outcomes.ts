import type { Corrected } from '../capture/void-movement.js';
import type { Correction, CorrectionRow } from '../correction.js';
import type { Problem } from '../problem.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const movementCorrected = (correction: Correction, { voided, warnings }: Corrected) =>
  ({
    outcome: 'MovementCorrected',
    movementId: correction.movementId,
    replacementId: correction.replacementId,
    alreadyCorrected: voided === 'CORRECTED_BEFORE',
    warnings,
  }) as const;

/** Wrong; nothing was stored. */
export const correctionInvalid = (problems: readonly Problem[]) =>
  ({
    outcome: 'CorrectionInvalid',
    problems,
    // What is wrong with two fields together is a problem of each, and said once.
    message: [...new Set(problems.map(({ message }) => message))].join(' '),
  }) as const;

/** It was corrected before, in another way, and the first correction is final. */
export const correctionStands = (correction: CorrectionRow) =>
  ({
    outcome: 'CorrectionStands',
    correction,
    message:
      'This movement was corrected before, in another way. A correction is final: record what happened as a new movement.',
  }) as const;

/** Which of two contents under one id is right is decided by QUALITY, and not by who voids them both. */
export const correctionAwaitsDecision = (movementId: string, conflictIds: readonly string[]) =>
  ({
    outcome: 'CorrectionAwaitsDecision',
    movementId,
    conflictIds,
    message:
      'Two contents were sent under the id of this movement, and QUALITY decides which is right; nothing was corrected.',
  }) as const;
