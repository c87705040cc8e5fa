import { Field, ID, ObjectType } from 'type-graphql';

import { DateScalar } from '../platform/graphql/scalars/date.scalar.js';
import { DecimalScalar } from '../platform/graphql/scalars/decimal.scalar.js';
import { GtinScalar } from './scalars/gtin.scalar.js';

@ObjectType('Batch', { description: 'One production run of a product: GTIN and batch number (AI 10).' })
export class BatchType {
  @Field(() => ID, { description: 'Made from GTIN and number.' })
  id!: string;

  @Field(() => GtinScalar, { description: 'The GTIN of its product, 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'As printed on the pack. Letter case and leading zeros count.' })
  number!: string;

  @Field(() => Boolean, {
    description: 'Whether the number is one that AI 10 can hold: at most 20 characters of set 82.',
  })
  conforming!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How much was made, as declared; null while nobody has declared it.',
  })
  declaredQuantity!: string | null;

  @Field(() => String, { nullable: true, description: 'The unit of `declaredQuantity`, by UN/ECE Recommendation 20.' })
  uom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was made, as declared.' })
  producedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it is good for, as declared.' })
  expiresOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The supplier's own number of this batch. `lookup` finds it by others, too, that were declared later.",
  })
  supplierBatch!: string | null;
}
