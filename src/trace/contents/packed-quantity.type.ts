import { Field, ObjectType } from 'type-graphql';

import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';

@ObjectType('PackedQuantity', { description: 'A quantity of a batch that is packed in a logistic unit.' })
export class PackedQuantityType {
  batchId!: string;

  @Field(() => DecimalScalar, { description: 'How much, as an exact decimal.' })
  quantity!: string;

  @Field(() => String, {
    description:
      'UN/ECE Recommendation 20: H87 is a piece, KGM a kilogram. Grams and pounds are added up with kilograms, millilitres ' +
      'with litres, dozens and eaches with pieces, exactly: told in the unit in which all of it was sent, or else in KGM, LTR, ' +
      'MTR, MTK or H87.',
  })
  uom!: string;
}
