import { type ClassType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { UserErrorType } from '../platform/graphql/user-error.type.js';
import { APPROVAL_OBSTACLE, type ApprovalObstacle, type RecallMove, type RecallStatus } from './recall.rules.js';
import { RECALL_MOVE, RECALL_STATUS } from './recall-enums.type.js';
import { RecallType } from './recall.type.js';

registerEnumType(APPROVAL_OBSTACLE, {
  name: 'ApprovalObstacle',
  valuesConfig: {
    SUBMITTED_IT: { description: 'The same person submitted it.' },
    EDITED_IT: { description: 'The same person wrote part of it.' },
    SAW_ANOTHER_VERSION: { description: 'Something else is submitted now than what was seen.' },
  },
  description: 'What keeps someone from approving a recall.',
});

/** A move that was made: the recall as it stands after it. */
function moved(name: string, description: string): ClassType<{ recall: RecallType }> {
  @ObjectType(name, { description })
  class MovedType {
    @Field(() => RecallType, { description: 'The recall as it stands now.' })
    recall!: RecallType;
  }
  return MovedType;
}

export const RecallCreatedType = moved('RecallCreated', 'The draft stands.');
export const RecallUpdatedType = moved(
  'RecallUpdated',
  'The content is replaced, and the recall is a draft of a new version.',
);
export const RecallSubmittedType = moved('RecallSubmitted', 'It waits for a second person.');
export const RecallApprovedType = moved('RecallApproved', 'It may be launched.');
export const RecallRejectedType = moved('RecallRejected', 'It is a draft again.');
export const SendingPausedType = moved('SendingPaused', 'Nothing more is sent until sending is resumed.');
export const SendingResumedType = moved('SendingResumed', 'What was not sent yet is sent.');
export const RecallClosedType = moved('RecallClosed', 'The case is over; its holds are released.');
export const RecallCancelledType = moved('RecallCancelled', 'It was given up before anyone was told.');

@ObjectType('RecallUnknown', { implements: UserErrorType, description: 'There is no recall with this id.' })
export class RecallUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'What was asked for.' })
  recallId!: string;
}

@ObjectType('RecallProblem', { description: 'One thing wrong with what was sent.' })
export class RecallProblemType {
  @Field(() => String, { description: 'The path of the field: `scope.batches[0].gtin`.' })
  field!: string;

  @Field(() => String, { description: 'The rest of the sentence that begins with the field.' })
  message!: string;
}

@ObjectType('RecallInvalid', {
  implements: UserErrorType,
  description: 'Nothing was written; everything wrong is listed.',
})
export class RecallInvalidType extends UserErrorType {
  @Field(() => [RecallProblemType], { description: 'Everything that is wrong.' })
  problems!: readonly RecallProblemType[];
}

@ObjectType('WrongRecallState', {
  implements: UserErrorType,
  description: 'The move cannot be made from where the recall stands.',
})
export class WrongRecallStateType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;

  @Field(() => RECALL_STATUS, { description: 'Where it stands.' })
  status!: RecallStatus;

  @Field(() => [RECALL_MOVE], { description: 'The moves that can be made.' })
  possible!: readonly RecallMove[];
}

@ObjectType('RecallChanged', {
  implements: UserErrorType,
  description:
    'It is not the version that was expected: someone changed it since, or it never was that version. Nothing was written.',
})
export class RecallChangedType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;

  @Field(() => Int, { description: 'Its present version.' })
  version!: number;
}

@ObjectType('ApprovalRefused', {
  implements: UserErrorType,
  description: 'This person may not approve it, or not what they saw.',
})
export class ApprovalRefusedType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;

  @Field(() => APPROVAL_OBSTACLE, { description: 'Why not by this person, or not now.' })
  obstacle!: ApprovalObstacle;
}

@ObjectType('RecallReasonInvalid', {
  implements: UserErrorType,
  description: 'A decision needs a reason that can be read.',
})
export class RecallReasonInvalidType extends UserErrorType {}
