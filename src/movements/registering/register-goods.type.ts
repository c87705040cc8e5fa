import { Field, InputType } from 'type-graphql';

@InputType('BatchInput', { description: 'A batch and what is declared of it.' })
export class BatchInput {
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'The batch number (AI 10), as printed on the pack.' })
  number!: string;

  @Field(() => String, { nullable: true, description: 'How much was made: a decimal number, "5000".' })
  quantity?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its unit, as for the quantities of movements: H87 piece (the default), KGM, GRM, LTR …',
  })
  uom?: string | null;

  @Field(() => String, { nullable: true, description: 'Day of production: 2026-02-28.' })
  producedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Day of expiry: 2028-02-28.' })
  expiresOn?: string | null;

  @Field(() => String, { nullable: true, description: "The supplier's own number of this batch." })
  supplierBatch?: string | null;
}

@InputType('SerialRangeInput', {
  description: 'Serials that count on: the same text, then digits, from first to last.',
})
export class SerialRangeInput {
  @Field(() => String, { description: 'The first serial, such as "PUMP-0001".' })
  from!: string;

  @Field(() => String, { description: 'The last serial, such as "PUMP-0500".' })
  to!: string;
}

@InputType('UnitsInput', { description: 'Units of one product, listed or as a range.' })
export class UnitsInput {
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { nullable: true, description: 'The batch they are of (AI 10).' })
  batch?: string | null;

  @Field(() => [String], { nullable: true, description: 'Serial numbers (AI 21).' })
  serials?: string[] | null;

  @Field(() => SerialRangeInput, { nullable: true, description: 'In place of, or besides, a list.' })
  range?: SerialRangeInput | null;
}
