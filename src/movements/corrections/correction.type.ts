import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { CorrectionReason } from '../correction.js';
import { MovementInput, MovementProblemType, MovementWarningType } from '../record-movements.type.js';
import type { correctMovement } from './correct-movement.js';

const REASON: Readonly<Record<CorrectionReason, CorrectionReason>> = {
  DID_NOT_OCCUR: 'DID_NOT_OCCUR',
  INCORRECT_DATA: 'INCORRECT_DATA',
};

registerEnumType(REASON, {
  name: 'CorrectionReason',
  description: 'Why a movement is voided (CBV 2.0, error reason).',
  valuesConfig: {
    DID_NOT_OCCUR: { description: 'It never happened.' },
    INCORRECT_DATA: { description: 'It happened, and not as it was recorded.' },
  },
});

@InputType('CorrectMovementInput', { description: 'A movement that was recorded wrongly, and what happened instead.' })
export class CorrectMovementInput {
  @Field(() => String, {
    nullable: true,
    description: "Code of the source that recorded it; left out, the API key's own.",
  })
  source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The sender's id of the wrong movement; it need not have arrived yet.",
  })
  id?: string | null;

  @Field(() => ID, { nullable: true, description: "Retrace's id of the wrong movement, in place of `id`." })
  movementId?: string | null;

  @Field(() => REASON, { description: 'Why it is voided.' })
  reason!: CorrectionReason;

  @Field(() => String, { nullable: true, description: 'Why, in words, for whoever looks at it later.' })
  note?: string | null;

  @Field(() => MovementInput, {
    nullable: true,
    description: 'What happened instead: a movement of the same source, with an id of its own.',
  })
  replacement?: MovementInput | null;
}

@ObjectType('MovementCorrection', { description: 'What voided a movement. It is final.' })
export class MovementCorrectionType {
  movementId!: string;
  replacementId!: string | null;

  @Field(() => REASON, { description: 'Why it was voided.' })
  reason!: CorrectionReason;

  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When Retrace recorded the correction.' })
  recordedAt!: Date;
}

@ObjectType('MovementCorrected', { description: 'The movement is voided, and what replaces it is recorded.' })
export class MovementCorrectedType {
  @Field(() => ID, { description: "Retrace's id of the voided movement." })
  movementId!: string;

  replacementId!: string | null;

  @Field(() => Boolean, { description: 'Whether the same correction was recorded before; nothing was done then.' })
  alreadyCorrected!: boolean;

  @Field(() => [MovementWarningType], {
    description:
      'What to look into: UNKNOWN_MOVEMENT where nothing is recorded yet under the id that is corrected, which may be mistyped; ' +
      'the others are about the replacement.',
  })
  warnings!: readonly MovementWarningType[];
}

@ObjectType('CorrectionInvalid', {
  implements: UserErrorType,
  description: 'Nothing was stored; everything wrong is listed.',
})
export class CorrectionInvalidType extends UserErrorType {
  @Field(() => [MovementProblemType], { description: 'Everything that is wrong with it.' })
  problems!: readonly MovementProblemType[];
}

@ObjectType('CorrectionStands', {
  implements: UserErrorType,
  description: 'It was corrected before, in another way. Nothing was stored.',
})
export class CorrectionStandsType extends UserErrorType {
  @Field(() => MovementCorrectionType, { description: 'The correction that stands.' })
  correction!: MovementCorrectionType;
}

@ObjectType('CorrectionAwaitsDecision', {
  implements: UserErrorType,
  description: 'Two contents were sent under its id, and QUALITY decides which is right. Nothing was stored.',
})
export class CorrectionAwaitsDecisionType extends UserErrorType {
  @Field(() => ID, { description: "Retrace's id of the movement." })
  movementId!: string;

  @Field(() => [ID], { description: 'The conflicts that QUALITY decides with `resolveMovementConflict`.' })
  conflictIds!: readonly string[];
}

export const CorrectMovementResult = outcomeUnion<typeof correctMovement>()('CorrectMovementResult', () => ({
  MovementCorrected: MovementCorrectedType,
  CorrectionInvalid: CorrectionInvalidType,
  CorrectionStands: CorrectionStandsType,
  CorrectionAwaitsDecision: CorrectionAwaitsDecisionType,
}));
