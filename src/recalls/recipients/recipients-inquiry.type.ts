import { Field, ID, Int, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { type InquiryStatus, InquiryStatusEnum, TooManyInquiriesType } from '../../trace/index.js';
import type { startRecipientsInquiry } from './recipients-inquiry.js';

@ObjectType('RecipientsInquiry', {
  description:
    'Whom a scope reached, which may take longer to find than a request may take. It is answered in the background, and its ' +
    'answer kept for 30 days.',
})
export class RecipientsInquiryType {
  @Field(() => ID, { description: 'By which `recipientsInquiry` finds it.' })
  id!: string;

  @Field(() => InquiryStatusEnum, { description: 'How far it has come.' })
  status!: InquiryStatus;

  @Field(() => DateTimeScalar, { description: 'When it was asked. What has happened since is left out.' })
  askedAt!: Date;

  @Field(() => Int, {
    description:
      'Units and logistic units whose journeys were read so far; how many there will be, nobody knows before.',
  })
  unitsDone!: number;

  @Field(() => String, { nullable: true, description: 'Why there is no answer.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was DONE, FAILED or CANCELLED.' })
  finishedAt!: Date | null;
}

@ObjectType('RecipientsInquiryStarted', { description: 'It is on its way: ask `recipientsInquiry` for it.' })
class RecipientsInquiryStartedType {
  @Field(() => RecipientsInquiryType, { description: 'The inquiry.' })
  inquiry!: RecipientsInquiryType;
}

export const StartRecipientsInquiryResult = outcomeUnion<typeof startRecipientsInquiry>()(
  'StartRecipientsInquiryResult',
  () => ({
    RecipientsInquiryStarted: RecipientsInquiryStartedType,
    TooManyInquiries: TooManyInquiriesType,
  }),
);
