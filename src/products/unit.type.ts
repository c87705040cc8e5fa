import { Field, ID, ObjectType } from 'type-graphql';

import { GtinScalar } from './scalars/gtin.scalar.js';

@ObjectType('Unit', { description: 'One serialised item: GTIN and serial number (AI 21).' })
export class UnitType {
  @Field(() => ID, { description: 'Made from GTIN and serial.' })
  id!: string;

  @Field(() => GtinScalar, { description: 'The GTIN of its product, 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'As marked on the item. Letter case and leading zeros count.' })
  serial!: string;

  @Field(() => Boolean, {
    description: 'Whether the serial is one that AI 21 can hold: at most 20 characters of set 82.',
  })
  conforming!: boolean;
}
