import { Field, ID, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { sendTestNotice } from '../preview/send-test-notice.js';
import {
  RecallInvalidType,
  RecallUnknownType,
  SendingPausedType,
  SendingResumedType,
  WrongRecallStateType,
} from '../recall-outcomes.type.js';
import { RecallType } from '../recall.type.js';
import type { launchRecall } from './launch-recall.js';
import type { pauseRecall, resumeRecall } from './sending.js';

@ObjectType('RecallLaunched', { description: 'Scope, holds, recipients and notices are fixed, and sending has begun.' })
export class RecallLaunchedType {
  @Field(() => RecallType, { description: 'The recall as it stands now.' })
  recall!: RecallType;

  @Field(() => Boolean, { description: 'It was launched by an earlier call; this one changed nothing.' })
  alreadyLaunched!: boolean;
}

@ObjectType('ApprovalOutdated', {
  implements: UserErrorType,
  description: 'What stands in the recall is not what was approved.',
})
export class ApprovalOutdatedType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;
}

@ObjectType('TestNoticeSent', { description: 'The test is with the mail server, or kept where there is none.' })
export class TestNoticeSentType {
  @Field(() => String, { description: 'ACCEPTED by the mail server, or KEPT: none is configured.' })
  result!: string;

  @Field(() => String, { description: 'What the mail server said.' })
  reply!: string;
}

@ObjectType('TestNoticeFailed', { implements: UserErrorType, description: 'The mail server did not take the test.' })
export class TestNoticeFailedType extends UserErrorType {
  @Field(() => String, { description: 'BOUNCED, DEFERRED, UNAVAILABLE or UNKNOWN.' })
  result!: string;
}

const notMoved = { RecallUnknown: RecallUnknownType, WrongRecallState: WrongRecallStateType };

export const LaunchRecallResult = outcomeUnion<typeof launchRecall>()('LaunchRecallResult', () => ({
  ...notMoved,
  RecallLaunched: RecallLaunchedType,
  ApprovalOutdated: ApprovalOutdatedType,
}));

export const PauseSendingResult = outcomeUnion<typeof pauseRecall>()('PauseSendingResult', () => ({
  ...notMoved,
  SendingPaused: SendingPausedType,
}));

export const ResumeSendingResult = outcomeUnion<typeof resumeRecall>()('ResumeSendingResult', () => ({
  ...notMoved,
  SendingResumed: SendingResumedType,
}));

export const SendTestNoticeResult = outcomeUnion<typeof sendTestNotice>()('SendTestNoticeResult', () => ({
  RecallUnknown: RecallUnknownType,
  RecallInvalid: RecallInvalidType,
  TestNoticeSent: TestNoticeSentType,
  TestNoticeFailed: TestNoticeFailedType,
}));
