import { Field, ID, Int, ObjectType } from 'type-graphql';

import { Access } from '../platform/access/access.js';
import { connectionType } from '../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import { RECALL_CLASS, RECALL_KIND, RECALL_STATUS } from './recall-enums.type.js';
import type { RecallClass, RecallKind, RecallMove, RecallStatus } from './recall.rules.js';
import { ScopeType } from './scope/scope.type.js';

@ObjectType('RecallText', { description: 'What every notice in one language says.' })
export class RecallTextType {
  @Field(() => String, { description: 'Two letters (ISO 639-1).' })
  language!: string;

  @Field(() => String, { description: 'What is wrong.' })
  reason!: string;

  @Field(() => String, { description: 'What may happen because of it.' })
  hazard!: string;

  @Field(() => String, { description: 'What the reader must do.' })
  whatToDo!: string;

  @Field(() => String, { nullable: true, description: 'What the reader gets: repair, replacement, refund.' })
  remedy!: string | null;
}

@ObjectType('Recall', {
  description: 'A case: what is wrong with which goods, who decided, who was told, what they answered.',
})
export class RecallType {
  @Field(() => ID, { description: 'Names the recall.' })
  id!: string;

  @Field(() => Int, { description: 'Of the content; each change makes another, which nobody has approved yet.' })
  version!: number;

  @Field(() => RECALL_STATUS, { description: 'Where it stands.' })
  status!: RecallStatus;

  @Field(() => RECALL_KIND, { description: 'What is done about the goods.' })
  kind!: RecallKind;

  @Field(() => RECALL_CLASS, { description: 'How bad it can get.' })
  recallClass!: RecallClass;

  @Field(() => String, { description: 'What the company’s own people call it.' })
  title!: string;

  @Field(() => [RecallTextType], { description: 'One for each language.' })
  texts!: readonly RecallTextType[];

  @Field(() => String, { nullable: true, description: 'The company’s number for questions, printed in every notice.' })
  contactPhone!: string | null;

  @Field(() => String, { nullable: true, description: 'The company’s address for questions, printed in every notice.' })
  contactEmail!: string | null;

  @Field(() => Int, { description: 'How many days recipients are given to answer.' })
  answerWithinDays!: number;

  @Field(() => ScopeType, { description: 'The rule that says what is affected.' })
  scope!: ScopeType;

  @Field(() => DateTimeScalar, { description: 'When its first draft was written.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was launched; null before.' })
  launchedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null before.' })
  closedAt!: Date | null;

  @Access('QUALITY', 'AUDITOR')
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was last looked whom it reaches; null before its launch. While it is open, that is done within a minute of whatever ' +
      'was recorded, and every five minutes; a mock recall is not followed. Where this is older, `proposedWave` may lack something.',
  })
  followedAt!: Date | null;

  @Access('QUALITY', 'AUDITOR')
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The newest capture that `followedAt` knew; null while there was none.',
  })
  followedThrough!: Date | null;

  @Access('QUALITY', 'AUDITOR')
  @Field(() => ID, { nullable: true, description: 'The API key that submitted this version.' })
  submittedBy!: string | null;

  @Access('QUALITY', 'AUDITOR')
  @Field(() => ID, { nullable: true, description: 'The API key that approved this version.' })
  approvedBy!: string | null;
}

export const RecallConnectionType = connectionType('Recall', () => RecallType);

@ObjectType('RecallStep', { description: 'One move of a recall.' })
export class RecallStepType {
  @Field(() => String, { description: 'CREATE, or the move.' })
  move!: RecallMove | 'CREATE';

  @Field(() => Int, { description: 'The version of the content at that time.' })
  version!: number;

  @Field(() => ID, { description: 'The API key that made the move.' })
  actorId!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'Why, where the move needs a reason.' })
  reason!: string | null;
}

@ObjectType('RecallSubmission', { description: 'What lies before the approver.' })
export class RecallSubmissionType {
  @Field(() => String, {
    description:
      'Names everything that an approval binds: rule, texts, waves, contact and `knownThrough`. Give it to approveRecall.',
  })
  approvalHash!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The newest capture that the figures know; null while there is none.',
  })
  knownThrough!: Date | null;

  @Field(() => Int, { description: 'Units in the scope when it was submitted.' })
  units!: number;

  @Field(() => Int, { description: 'Customers it reached when it was submitted.' })
  customers!: number;
}
