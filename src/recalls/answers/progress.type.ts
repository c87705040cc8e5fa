import { Field, ID, Int, ObjectType } from 'type-graphql';

import { type NotificationState, NotificationStateEnum } from '../../notifications/index.js';
import { Access } from '../../platform/access/access.js';
import { connectionType } from '../../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';
import { RecallRecipientType } from '../preview/preview.type.js';

@ObjectType('StateCount', { description: 'How many notices are in one state.' })
export class StateCountType {
  @Field(() => NotificationStateEnum, { description: 'The state.' })
  state!: NotificationState;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('WaveProgress', { description: 'How far one wave has come.' })
export class WaveProgressType {
  @Field(() => String, {
    description: 'INTERNAL, CARRIER or CUSTOMER; those of further waves are numbered: `CUSTOMER-2`.',
  })
  wave!: string;

  @Field(() => Int, { description: 'How many were to be told when it was fixed: what the counts add up to.' })
  recipients!: number;

  @Field(() => [StateCountType], { description: 'How many notices are in which state.' })
  counts!: readonly StateCountType[];
}

@ObjectType('AnswerTotals', { description: 'The sums over the answers that stand, one for each recipient.' })
export class AnswerTotalsType {
  @Field(() => Int, { description: 'Recipients who answered.' })
  answered!: number;

  @Field(() => DecimalScalar, { description: 'Still with the recipients.' })
  onHand!: string;

  @Field(() => DecimalScalar, { description: 'Sold or passed on.' })
  soldOn!: string;

  @Field(() => DecimalScalar, { description: 'Returned.' })
  returned!: string;

  @Field(() => DecimalScalar, { description: 'Destroyed.' })
  destroyed!: string;
}

@ObjectType('MailOutage', { description: 'Why no mail is being sent.' })
export class MailOutageType {
  @Field(() => DateTimeScalar, { description: 'Since when the mail server takes nothing.' })
  since!: Date;

  @Field(() => String, { description: 'What it said, or why it could not be reached.' })
  reason!: string;
}

@ObjectType('RecallProgress', { description: 'How far the telling of a recall has come.' })
export class RecallProgressType {
  @Field(() => [WaveProgressType], { description: 'Each wave by itself.' })
  waves!: readonly WaveProgressType[];

  @Field(() => Int, { description: 'How many were to be told.' })
  recipients!: number;

  @Field(() => Int, { description: 'Retrace still has something to do for them.' })
  onTheirWay!: number;

  @Field(() => Int, { description: 'A person has something to do for them.' })
  needAPerson!: number;

  @Field(() => Int, { description: 'Recipients less the sum over all states: 0, unless a row was lost.' })
  missing!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when sending is paused.' })
  pausedSince!: Date | null;

  @Field(() => MailOutageType, {
    nullable: true,
    description:
      'Why no mail of any recall is being sent; null while the mail server takes mail. Retrace keeps trying.',
  })
  outage!: MailOutageType | null;

  @Field(() => AnswerTotalsType, { description: 'What was answered, summed up.' })
  answers!: AnswerTotalsType;
}

@ObjectType('RecallAnswer', { description: 'What a recipient answered. A later answer stands in for an earlier one.' })
export class RecallAnswerType {
  @Field(() => ID, { description: 'Names this answer.' })
  answerId!: string;

  @Field(() => DateTimeScalar, { description: 'When it came in.' })
  answeredAt!: Date;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much the recipient still has; null: not said.' })
  onHand!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much they sold or passed on; null: not said.' })
  soldOn!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much they returned; null: not said.' })
  returned!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much they destroyed; null: not said.' })
  destroyed!: string | null;

  @Access('QUALITY')
  @Field(() => String, { nullable: true, description: 'As the recipient wrote it; it may name people.' })
  comment!: string | null;
}

export const RecallAnswerConnectionType = connectionType('RecallAnswer', () => RecallAnswerType);

@ObjectType('OnwardUnknown', {
  description:
    'A customer who answered that they sold more on than is on record as passed on: the rest went nobody knows where.',
})
export class OnwardUnknownType {
  @Field(() => DateTimeScalar, { description: 'When they answered so.' })
  answeredAt!: Date;

  @Field(() => DecimalScalar, { description: 'How much they sold or passed on, as they answered.' })
  soldOn!: string;

  @Field(() => DecimalScalar, {
    description:
      'How much of it is on record: ships and delivers that name them as `consignor`, of goods of the recall. An answer has no unit of measure; where they had goods of several kinds (products or units of measure), nothing is set off, and this is 0.',
  })
  reported!: string;

  @Field(() => DecimalScalar, {
    description: 'The rest: whom it went to is still to be found out. All of `soldOn` where nothing can be set off.',
  })
  unknown!: string;

  customerId!: string;
}

export const OnwardUnknownConnectionType = connectionType('OnwardUnknown', () => OnwardUnknownType);

@ObjectType('RecallCustomer', { description: 'A customer whom a launched recall reached, as fixed at the launch.' })
export class RecallCustomerType extends RecallRecipientType {}

export const RecallCustomerConnectionType = connectionType('RecallCustomer', () => RecallCustomerType);

@ObjectType('RecallLaunch', {
  description:
    'What was fixed when a wave was launched, and how it differs from what was approved: submitted, or proposed.',
})
export class RecallLaunchType {
  @Field(() => Int, { description: 'Number of the wave.' })
  wave!: number;

  @Field(() => DateTimeScalar, { description: 'When it was launched.' })
  launchedAt!: Date;

  @Field(() => ID, { description: 'The API key that launched it.' })
  launchedBy!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The newest capture that the scope knew.' })
  knownThrough!: Date | null;

  @Field(() => Int, { description: 'Units in the scope.' })
  units!: number;

  @Field(() => Int, { description: 'Everyone whom it concerns: the company’s own people, carriers, customers.' })
  recipients!: number;

  @Field(() => String, { description: 'Over the recipients and what they have.' })
  recipientsHash!: string;

  @Field(() => Int, { description: 'Units in the scope when it was submitted for approval.' })
  unitsApproved!: number;

  @Field(() => [ID], { description: 'Customers reached at the launch, and not when it was submitted for approval.' })
  customersAdded!: readonly string[];

  @Field(() => [ID], { description: 'Customers reached when it was submitted for approval, and not at the launch.' })
  customersRemoved!: readonly string[];
}

@ObjectType('RecallHolds', { description: 'What a recall holds, held, and how often held goods were moved.' })
export class RecallHoldsType {
  @Field(() => Int, { description: 'Batches held now, of every packaging level.' })
  batchesHeld!: number;

  @Field(() => Int, { description: 'Units held one by one; those of held batches are not counted here.' })
  unitsHeld!: number;

  @Field(() => Int, { description: 'Batches that were held, until the recall was closed or its approval was void.' })
  batchesReleased!: number;

  @Field(() => Int, {
    description: 'Units that were held one by one, until the recall was closed or its approval was void.',
  })
  unitsReleased!: number;

  @Field(() => Int, { description: 'Ships and delivers that were recorded of held goods.' })
  attempts!: number;
}

@ObjectType('HoldAttempt', { description: 'A ship or deliver that was recorded of held goods.' })
export class HoldAttemptType {
  @Field(() => ID, { description: 'The movement, in the ledger.' })
  movementId!: string;

  @Field(() => ID, { description: 'The unit, or the batch of a quantity.' })
  goodsId!: string;

  @Field(() => DateTimeScalar, { description: 'When Retrace learned of it.' })
  recordedAt!: Date;
}

export const HoldAttemptConnectionType = connectionType('HoldAttempt', () => HoldAttemptType);
