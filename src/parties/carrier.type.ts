import { Field, ID, ObjectType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';

@ObjectType('Carrier', { description: 'Who moves goods between places. What a carrier has is in transit.' })
export class CarrierType {
  @Field(() => ID, { description: 'Made from the code.' })
  id!: string;

  @Field(() => String, { description: 'The code by which movements name them. Letter case counts.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'As the company calls them.' })
  name!: string | null;

  @Field(() => Boolean, {
    description: 'False while the carrier is known from movements only, and nobody has registered it.',
  })
  registered!: boolean;
}

export const CarrierConnectionType = connectionType('Carrier', () => CarrierType);
