import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import type { Gtin } from '../../gs1/index.js';
import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import { GtinScalar } from '../../products/index.js';
import type { Direction } from '../genealogy/walked.js';
import type { InquiryStatus } from './inquiry.js';
import { InquiryBatchUnknownType, STATUS, TooManyInquiriesType } from './inquiry.type.js';
import type { startGenealogyInquiry } from './start-genealogy-inquiry.js';

/** By the fields that tell the same within a request. */
export const DIRECTION = { MADE_FROM: 'BACKWARD', MADE_INTO: 'FORWARD' } as const satisfies Record<string, Direction>;
registerEnumType(DIRECTION, {
  name: 'GenealogyDirection',
  description: 'Which way a genealogy goes.',
  valuesConfig: {
    MADE_FROM: { description: 'What goods were made of, as `madeFrom` tells.' },
    MADE_INTO: { description: 'What was made of goods, as `madeInto` tells.' },
  },
});

@ArgsType()
export class StartGenealogyInquiryArgs {
  @Field(() => GtinScalar, { description: 'The product.' })
  gtin!: Gtin;

  @Field(() => String, {
    nullable: true,
    description: 'For a batch: its number as printed; letter case and leading zeros count.',
  })
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a unit, in place of `number`: its serial as printed; letter case and leading zeros count.',
  })
  serial?: string | null;

  @Field(() => DIRECTION, { description: 'Which way.' })
  direction!: Direction;
}

@ObjectType('GenealogyInquiry', {
  description:
    'What goods were made of, or what was made of them, which may take longer to find than a request may take. It is answered ' +
    'in the background, and its answer kept for 30 days.',
})
export class GenealogyInquiryType {
  @Field(() => ID, { description: 'By which `genealogyInquiry` finds it.' })
  id!: string;

  @Field(() => STATUS, { description: 'How far it has come.' })
  status!: InquiryStatus;

  /** Of each that is of this kind. */
  @Field(() => DIRECTION, { description: 'Which way.' })
  direction!: Direction | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why there is no answer.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was DONE, FAILED or CANCELLED.' })
  finishedAt!: Date | null;
}

@ObjectType('GenealogyInquiryStarted', { description: 'It is on its way: ask `genealogyInquiry` for it.' })
class GenealogyInquiryStartedType {
  @Field(() => GenealogyInquiryType, { description: 'The inquiry.' })
  inquiry!: GenealogyInquiryType;
}

@ObjectType('InquiryUnitUnknown', {
  implements: UserErrorType,
  description: 'Nothing was ever recorded or registered of this unit.',
})
class InquiryUnitUnknownType extends UserErrorType {
  @Field(() => GtinScalar, { description: 'The product that was asked about.' })
  gtin!: string;

  @Field(() => String, { description: 'The serial that was asked about.' })
  serial!: string;
}

export const StartGenealogyInquiryResult = outcomeUnion<typeof startGenealogyInquiry>()(
  'StartGenealogyInquiryResult',
  () => ({
    GenealogyInquiryStarted: GenealogyInquiryStartedType,
    InquiryBatchUnknown: InquiryBatchUnknownType,
    InquiryUnitUnknown: InquiryUnitUnknownType,
    TooManyInquiries: TooManyInquiriesType,
  }),
);
