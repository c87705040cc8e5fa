import { Field, ID, Int, ObjectType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { GtinScalar } from './scalars/gtin.scalar.js';

@ObjectType('Product', { description: 'A trade item: one GTIN.' })
export class ProductType {
  @Field(() => ID)
  id!: string;

  @Field(() => GtinScalar)
  gtin!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true })
  brand!: string | null;

  @Field(() => String, { nullable: true })
  category!: string | null;

  @Field(() => Boolean, {
    description: 'False while the product is known from movements only, and nobody has registered it.',
  })
  registered!: boolean;
}

export const ProductConnectionType = connectionType('Product', () => ProductType);

@ObjectType('PackagingLevel', { description: 'So many of one product, inside one of another.' })
export class PackagingLevelType {
  @Field(() => Int)
  quantity!: number;
}
