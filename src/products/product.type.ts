import { Field, ID, Int, ObjectType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { GtinScalar } from './scalars/gtin.scalar.js';

@ObjectType('Product', { description: 'A trade item: one GTIN.' })
export class ProductType {
  @Field(() => ID, { description: 'Made from the GTIN, so that it is the same wherever the product is mentioned.' })
  id!: string;

  @Field(() => GtinScalar, { description: '14 digits.' })
  gtin!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As the company calls it; null while nobody has registered one.',
  })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is; may have several lines.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The brand it is sold under.' })
  brand!: string | null;

  @Field(() => String, { nullable: true, description: 'The kind of product, in the words of the company.' })
  category!: string | null;

  @Field(() => Boolean, {
    description: 'False while the product is known from movements only, and nobody has registered it.',
  })
  registered!: boolean;
}

export const ProductConnectionType = connectionType('Product', () => ProductType);

@ObjectType('PackagingLevel', { description: 'So many of one product, inside one of another.' })
export class PackagingLevelType {
  @Field(() => Int, { description: 'How many of the inner product one of the outer holds.' })
  quantity!: number;
}
