import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { Gtin } from '../../gs1/index.js';
import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import { GtinScalar } from '../../products/index.js';
import { HistoryArgsType } from '../journeys/goods-history.type.js';
import type { InquiryStatus } from './inquiry.js';
import type { startInquiry } from './start-inquiry.js';

export const STATUS = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(STATUS, {
  name: 'InquiryStatus',
  description: 'How far an inquiry has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for those before it.' },
    RUNNING: { description: 'It is being answered; the inquiry tells how far that has come.' },
    DONE: { description: 'Its answer is there.' },
    FAILED: { description: 'There is no answer; `failure` says why.' },
    CANCELLED: { description: 'Nobody wanted to know any more.' },
  },
});

@ArgsType()
export class StartInquiryArgs extends HistoryArgsType {
  @Field(() => GtinScalar, { description: 'The product.' })
  gtin!: Gtin;

  @Field(() => String, { description: 'The batch, as printed: letter case and leading zeros count.' })
  number!: string;
}

@ObjectType('Inquiry', {
  description:
    'A question that may take longer than a request: where a batch of any size is or was. It is answered in the background, ' +
    'and its answer kept for 30 days.',
})
export class InquiryType {
  @Field(() => ID, { description: 'By which `inquiry` finds it.' })
  id!: string;

  @Field(() => STATUS, { description: 'How far it has come.' })
  status!: InquiryStatus;

  @Field(() => DateTimeScalar, { description: "The moment that is asked about, by the senders' clocks." })
  asOf!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'By what was known when; null: today.' })
  asKnownAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => Int, { description: 'Units that are through.' })
  unitsDone!: number;

  @Field(() => Int, { nullable: true, description: 'Units in all; null until they were counted.' })
  unitsTotal!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no answer.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was DONE, FAILED or CANCELLED.' })
  finishedAt!: Date | null;
}

@ObjectType('InquiryStarted', { description: 'It is on its way: ask `inquiry` for it.' })
class InquiryStartedType {
  @Field(() => InquiryType, { description: 'The inquiry.' })
  inquiry!: InquiryType;
}

@ObjectType('InquiryBatchUnknown', {
  implements: UserErrorType,
  description: 'Nothing was ever recorded or registered of this batch.',
})
export class InquiryBatchUnknownType extends UserErrorType {
  @Field(() => GtinScalar, { description: 'The product that was asked about.' })
  gtin!: string;

  @Field(() => String, { description: 'The batch that was asked about.' })
  number!: string;
}

@ObjectType('TooManyInquiries', { implements: UserErrorType, description: 'Others would have to wait too long.' })
export class TooManyInquiriesType extends UserErrorType {
  @Field(() => Int, { description: 'Your inquiries that are not answered yet.' })
  open!: number;
}

export const StartInquiryResult = outcomeUnion<typeof startInquiry>()('StartInquiryResult', () => ({
  InquiryStarted: InquiryStartedType,
  InquiryBatchUnknown: InquiryBatchUnknownType,
  TooManyInquiries: TooManyInquiriesType,
}));
