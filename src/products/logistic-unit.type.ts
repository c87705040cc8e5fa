import { Field, ID, ObjectType } from 'type-graphql';

import { SsccScalar } from './scalars/sscc.scalar.js';

@ObjectType('LogisticUnit', { description: 'A pallet, case or tote that holds goods: one SSCC.' })
export class LogisticUnitType {
  @Field(() => ID, { description: 'Made from the SSCC.' })
  id!: string;

  @Field(() => SsccScalar, { description: '18 digits.' })
  sscc!: string;
}
