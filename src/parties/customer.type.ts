import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { CUSTOMER_KIND, type CustomerKind } from './party-kinds.js';

registerEnumType(CUSTOMER_KIND, {
  name: 'CustomerKind',
  description: 'A business, or a person who bought for themselves.',
});

@ObjectType('Customer', { description: 'Who received goods. How they are reached stands in `contacts`.' })
export class CustomerType {
  @Field(() => ID, { description: 'Made from the number.' })
  id!: string;

  @Field(() => String, { description: 'The number by which the company knows them.' })
  number!: string;

  @Field(() => CUSTOMER_KIND, { description: 'Whether it is a business or a person.' })
  kind!: CustomerKind;

  @Field(() => String, {
    nullable: true,
    description: "A business's name. Null for a consumer, whose name is personal.",
  })
  name!: string | null;

  @Field(() => String, { description: 'The language they read (ISO 639-1), where a contact has none of its own.' })
  language!: string;

  @Field(() => Boolean, {
    description: 'False while the customer is known from movements only, and nobody has registered them.',
  })
  registered!: boolean;
}

export const CustomerConnectionType = connectionType('Customer', () => CustomerType);
