import { Field, ID, ObjectType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';

@ObjectType('Source', { description: 'A system that sends movements. It outlives the API keys that it uses.' })
export class SourceType {
  @Field(() => ID, { description: 'Made from the code.' })
  id!: string;

  @Field(() => String, { description: 'The code by which requests name it. Letter case counts.' })
  code!: string;

  @Field(() => String, { description: 'What it is, for people.' })
  name!: string;
}

export const SourceConnectionType = connectionType('Source', () => SourceType);
