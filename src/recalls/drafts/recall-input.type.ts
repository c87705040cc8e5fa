import { Field, InputType, Int } from 'type-graphql';

import { RECALL_CLASS, RECALL_KIND } from '../recall-enums.type.js';
import type { RecallClass, RecallKind } from '../recall.rules.js';
import { ScopeInputType } from '../scope/scope.type.js';

const DEFAULT_ANSWER_DAYS = 7;

@InputType('RecallTextInput', {
  description: 'What every notice in one language says. Plain text; line breaks are kept.',
})
export class RecallTextInputType {
  @Field(() => String, { description: 'Two letters (ISO 639-1).' })
  language!: string;

  @Field(() => String, { description: 'What is wrong.' })
  reason!: string;

  @Field(() => String, { description: 'What may happen because of it.' })
  hazard!: string;

  @Field(() => String, { description: 'What the reader must do.' })
  whatToDo!: string;

  @Field(() => String, { nullable: true, description: 'What the reader gets: repair, replacement, refund.' })
  remedy?: string | null;
}

@InputType('RecallInput', {
  description: 'The content of a recall. A draft may leave out what its submission will need.',
})
export class RecallInputType {
  @Field(() => RECALL_KIND, { defaultValue: RECALL_KIND.RECALL, description: 'What is done about the goods.' })
  kind!: RecallKind;

  @Field(() => RECALL_CLASS, { defaultValue: RECALL_CLASS.UNCLASSIFIED, description: 'How bad it can get.' })
  recallClass!: RecallClass;

  @Field(() => String, { description: 'What the company’s own people call it; one line, 200 characters at most.' })
  title!: string;

  @Field(() => [RecallTextInputType], {
    defaultValue: [],
    description: 'One for each language. Who reads another one gets English; without English, the first.',
  })
  texts!: RecallTextInputType[];

  @Field(() => String, { nullable: true, description: 'Printed in every notice; this or `contactEmail` is needed.' })
  contactPhone?: string | null;

  @Field(() => String, { nullable: true, description: 'Printed in every notice; answers to the mail go there.' })
  contactEmail?: string | null;

  @Field(() => Int, {
    defaultValue: DEFAULT_ANSWER_DAYS,
    description: 'How many days recipients are given to answer, 1 to 90.',
  })
  answerWithinDays!: number;

  @Field(() => ScopeInputType, {
    defaultValue: { batches: [], serials: [], ranges: [], onlyNamed: false },
    description: 'What is affected.',
  })
  scope!: ScopeInputType;
}

@InputType('UpdateRecallInput', { description: 'A change to a recall that is not launched.' })
export class UpdateRecallInputType {
  @Field(() => String, { description: 'Which recall.' })
  recallId!: string;

  @Field(() => Int, {
    description: 'The version that was read. If someone changed the recall since, nothing is written.',
  })
  expectedVersion!: number;

  @Field(() => RecallInputType, { description: 'Replaces the content as a whole.' })
  content!: RecallInputType;
}
