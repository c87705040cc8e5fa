import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { connectionType } from '../graphql/connection.type.js';
import { DateTimeScalar } from '../graphql/scalars/date-time.scalar.js';

@ObjectType('AuditEntry', {
  description: 'Who did what, to what, when and why. Written with the change itself, and never changed.',
})
export class AuditEntryType {
  @Field(() => ID, { description: 'Names the entry; it grows with time.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was done, by the clock of the service.' })
  recordedAt!: Date;

  @Field(() => ID, { description: 'The API key that did it; the nil UUID for Retrace itself.' })
  actorId!: string;

  @Field(() => String, { description: 'What was done: the name of the mutation or job.' })
  action!: string;

  @Field(() => String, { description: 'The kind of thing that it was done to, such as `recall` or `apiKey`.' })
  objectKind!: string;

  @Field(() => ID, { description: 'The thing that it was done to.' })
  objectId!: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of the one who did it.' })
  reason!: string | null;

  @Field(() => String, { description: 'The request that it was part of, as the log names it.' })
  requestId!: string;

  @Field(() => GraphQLJSONObject, { description: 'Counts, ids, and states before and after. No personal data.' })
  detail!: Readonly<Record<string, unknown>>;
}

export const AuditEntryConnectionType = connectionType('AuditEntry', () => AuditEntryType);

@InputType('AuditEntryFilter', { description: 'Which entries; all that is given must hold.' })
export class AuditEntryFilterType {
  @Field(() => ID, { nullable: true, description: 'Done with this API key; the nil UUID for Retrace itself.' })
  actorId?: string | null;

  @Field(() => String, { nullable: true, description: 'The name of a mutation or job, such as `launchRecall`.' })
  action?: string | null;

  @Field(() => String, { nullable: true, description: 'Done to a thing of this kind, such as `recall`.' })
  objectKind?: string | null;

  @Field(() => ID, { nullable: true, description: 'Done to this thing; `objectKind` says of what kind it is.' })
  objectId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'At or after this time.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this time.' })
  to?: Date | null;
}
