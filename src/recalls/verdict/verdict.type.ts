import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { RecallType } from '../recall.type.js';
import { MOST_CLOSED } from './read-verdict.js';
import { type Verdict, VERDICT } from './ruling.rule.js';

registerEnumType(VERDICT, {
  name: 'Verdict',
  valuesConfig: {
    AFFECTED: {
      description: 'A recall, or the scope that is asked about, covers it, its batch, or what it was made of.',
    },
    NOT_AFFECTED: {
      description:
        'No recall covers it, open or closed, or the scope does not, and no link of its record is missing that could tell otherwise.',
    },
    CANNOT_TELL: { description: 'A link of its record is missing or disputed; what would settle it is named.' },
  },
  description: 'Whether goods are affected. What is not known is CANNOT_TELL, and never NOT_AFFECTED.',
});

/** Why a verdict is what it is. */
@ObjectType()
abstract class ReasonType {
  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What someone has to find out or decide, where nobody can tell.',
  })
  whatWouldSettleIt!: string | null;
}

@ObjectType('ScopeVerdict', { description: 'Whether a scope covers a unit, as a recall of it would.' })
export class ScopeVerdictType extends ReasonType {
  @Field(() => VERDICT, { description: 'NOT_AFFECTED only where no link is missing that could tell otherwise.' })
  verdict!: Verdict;
}

@ObjectType('RecallRuling', { description: 'What one recall means for goods, or meant, if it is closed.' })
export class RecallRulingType extends ReasonType {
  @Field(() => RecallType, { description: 'The recall.' })
  recall!: RecallType;

  @Field(() => VERDICT, { description: 'The verdict against this recall alone.' })
  verdict!: Verdict;
}

/** What all recalls say of goods. */
@ObjectType()
abstract class VerdictType extends ReasonType {
  @Field(() => VERDICT, {
    description:
      'AFFECTED if an open recall covers it, NOT_AFFECTED only if no recall covers it or is in doubt about it, open or closed. ' +
      'Of what a closed one covered nobody can tell whether it was seen to.',
  })
  verdict!: Verdict;

  @Field(() => [RecallRulingType], { description: 'The open recalls that it is affected by, or cannot be cleared of.' })
  recalls!: readonly RecallRulingType[];

  @Field(() => [RecallRulingType], {
    description:
      'The recalls that are closed, and covered it or could not clear it: first those that covered it, then the others, and of each ' +
      `the one that was closed last; at most ${MOST_CLOSED}. Who still has it has to know. One that covered it does not count ` +
      'for the verdict, since closing it says that what it covered was seen to; with one that could not clear it, the verdict is ' +
      'CANNOT_TELL.',
  })
  closedRecalls!: readonly RecallRulingType[];

  @Field(() => Int, { description: 'How many more closed recalls there are than `closedRecalls` lists.' })
  moreClosedRecalls!: number;
}

@ObjectType('UnitVerdict', { description: 'Whether a unit is affected by any recall. Mock recalls do not count.' })
export class UnitVerdictType extends VerdictType {}

@ObjectType('BatchVerdict', {
  description:
    'Whether a piece of a batch is affected by any recall, as far as its batch number tells; a serial number, where it has one, ' +
    'may tell more. Mock recalls do not count.',
})
export class BatchVerdictType extends VerdictType {}

@ObjectType('WhatToTell', { description: 'What to say to someone who has the goods, as approved with the recall.' })
export class WhatToTellType {
  @Field(() => RecallType, { description: 'The recall whose texts these are.' })
  recall!: RecallType;

  @Field(() => VERDICT, { description: 'With CANNOT_TELL: what to say until it is settled.' })
  verdict!: Verdict;

  @Field(() => String, {
    description: 'The language of the texts, which is another where the recall has none in the one asked for.',
  })
  language!: string;

  @Field(() => String, { description: 'What is wrong.' })
  reason!: string;

  @Field(() => String, { description: 'What may happen because of it.' })
  hazard!: string;

  @Field(() => String, { description: 'What the customer must do.' })
  whatToDo!: string;

  @Field(() => String, { nullable: true, description: 'What the customer gets.' })
  remedy!: string | null;

  @Field(() => String, { nullable: true, description: 'For questions.' })
  contactPhone!: string | null;

  @Field(() => String, { nullable: true, description: 'For questions.' })
  contactEmail!: string | null;
}
