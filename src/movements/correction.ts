/** Why a movement is voided, by EPCIS 2.0 section 7.4.1.2 (error reason) and CBV 2.0 section 7.5. */
export const CORRECTION_REASONS = ['DID_NOT_OCCUR', 'INCORRECT_DATA'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

/** What voids a movement. Final: what was wrongly corrected is recorded as a new movement. */
export interface Correction {
  readonly movementId: string;
  readonly reason: CorrectionReason;
  /** The movement that says what happened instead. */
  readonly replacementId: string | null;
  readonly note: string | null;
}

/** A correction as it is on record: by whom, when. */
export interface CorrectionRow extends Correction {
  readonly actorId: string;
  readonly recordedAt: Date;
}
