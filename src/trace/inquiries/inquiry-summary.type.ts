import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType, PageArgs } from '../../platform/graphql/connection.type.js';
import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { Direction } from '../genealogy/walked.js';
import type { cancelInquiry } from './cancel-inquiry.js';
import { DIRECTION } from './genealogy-inquiry.type.js';
import type { InquiryKind, InquiryStatus } from './inquiry.js';
import { STATUS } from './inquiry.type.js';

const KIND = {
  WHEREABOUTS: 'WHEREABOUTS',
  RECIPIENTS: 'RECIPIENTS',
  GENEALOGY: 'GENEALOGY',
  PREVIEW: 'PREVIEW',
} as const;
registerEnumType(KIND, {
  name: 'InquiryKind',
  description: 'What an inquiry asks.',
  valuesConfig: {
    WHEREABOUTS: { description: 'Where a batch is or was: `inquiry` tells.' },
    RECIPIENTS: { description: 'Whom a scope reached: `recipientsInquiry` tells.' },
    GENEALOGY: { description: 'What goods were made of, or what was made of them: `genealogyInquiry` tells.' },
    PREVIEW: { description: 'What launching a recall would do: `previewInquiry` tells.' },
  },
});

@ObjectType('InquirySummary', { description: 'An inquiry of any kind: what was asked, and what became of it.' })
export class InquirySummaryType {
  @Field(() => ID, { description: 'By which the query of its kind finds it, and `cancelInquiry` ends it.' })
  id!: string;

  @Field(() => KIND, { description: 'What it asks.' })
  kind!: InquiryKind;

  @Field(() => STATUS, { description: 'How far it has come.' })
  status!: InquiryStatus;

  @Field(() => DIRECTION, { nullable: true, description: 'Of a GENEALOGY, which way.' })
  direction!: Direction | null;

  @Field(() => ID, { nullable: true, description: 'The recall, of a PREVIEW.' })
  recallId!: string | null;

  @Field(() => DateTimeScalar, { description: "The moment that is asked about, by the senders' clocks." })
  asOf!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'By what was known when; null: when it is answered.' })
  asKnownAt!: Date | null;

  @Field(() => ID, { description: 'The API key of who asked.' })
  askedBy!: string;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why there is no answer, of one that is FAILED.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was DONE, FAILED or CANCELLED.' })
  finishedAt!: Date | null;
}

export const InquirySummaryConnection = connectionType('InquirySummary', () => InquirySummaryType);

@ArgsType()
export class InquiriesArgs extends PageArgs {
  @Field(() => STATUS, { nullable: true, description: 'Only those that have come so far; left out: all.' })
  status?: InquiryStatus | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Those of every API key, for QUALITY and AUDITOR only; otherwise those that you have asked.',
  })
  ofEveryone!: boolean;
}

@ObjectType('InquiryCancelled', { description: 'It is CANCELLED, now or before.' })
class InquiryCancelledType {
  @Field(() => InquirySummaryType, { description: 'The inquiry.' })
  inquiry!: InquirySummaryType;
}

@ObjectType('InquiryFinished', {
  implements: UserErrorType,
  description: 'It was DONE or FAILED before it could be cancelled, and is kept as it is.',
})
class InquiryFinishedType extends UserErrorType {
  @Field(() => InquirySummaryType, { description: 'The inquiry.' })
  inquiry!: InquirySummaryType;
}

@ObjectType('InquiryUnknown', {
  implements: UserErrorType,
  description: 'There is none with this id, or none any more.',
})
class InquiryUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'The id that was given.' })
  id!: string;
}

export const CancelInquiryResult = outcomeUnion<typeof cancelInquiry>()('CancelInquiryResult', () => ({
  InquiryCancelled: InquiryCancelledType,
  InquiryFinished: InquiryFinishedType,
  InquiryUnknown: InquiryUnknownType,
}));
