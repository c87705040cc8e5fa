import { type ClassType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { UserErrorType } from '../platform/graphql/user-error.type.js';
import {
  APPROVAL_OBSTACLE,
  type ApprovalObstacle,
  RECALL_MOVE,
  RECALL_STATUS,
  type RecallMove,
  type RecallStatus,
} from './recall.rules.js';
import { RecallType } from './recall.type.js';

registerEnumType(APPROVAL_OBSTACLE, {
  name: 'ApprovalObstacle',
  description: 'What keeps someone from approving a recall.',
});

/** A move that was made: the recall as it stands after it. */
function moved(name: string, description: string): ClassType<{ recall: RecallType }> {
  @ObjectType(name, { description })
  class MovedType {
    @Field(() => RecallType)
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

@ObjectType('RecallUnknown', { implements: UserErrorType })
export class RecallUnknownType extends UserErrorType {
  @Field(() => ID)
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
  @Field(() => [RecallProblemType])
  problems!: readonly RecallProblemType[];
}

@ObjectType('WrongRecallState', {
  implements: UserErrorType,
  description: 'The move cannot be made from where the recall stands.',
})
export class WrongRecallStateType extends UserErrorType {
  @Field(() => ID)
  recallId!: string;

  @Field(() => RECALL_STATUS)
  status!: RecallStatus;

  @Field(() => [RECALL_MOVE], { description: 'The moves that can be made.' })
  possible!: readonly RecallMove[];
}

@ObjectType('RecallChanged', {
  implements: UserErrorType,
  description: 'Someone changed it since the caller read it; nothing was written.',
})
export class RecallChangedType extends UserErrorType {
  @Field(() => ID)
  recallId!: string;

  @Field(() => Int)
  version!: number;
}

@ObjectType('ApprovalRefused', { implements: UserErrorType })
export class ApprovalRefusedType extends UserErrorType {
  @Field(() => ID)
  recallId!: string;

  @Field(() => APPROVAL_OBSTACLE)
  obstacle!: ApprovalObstacle;
}

@ObjectType('RecallReasonInvalid', {
  implements: UserErrorType,
  description: 'A decision needs a reason that can be read.',
})
export class RecallReasonInvalidType extends UserErrorType {}
