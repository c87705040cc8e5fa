import { Field, Float, InputType } from 'type-graphql';

import type { PackagingInput, RegisterProduct } from './register-products.js';

@InputType('PackagingInput', { description: 'So many of another product that one of this holds.' })
export class PackagingInputType implements PackagingInput {
  @Field(() => String, { description: 'The GTIN of what is inside. It need not be registered yet.' })
  gtin!: string;

  @Field(() => Float, { description: 'A whole number, 1 or more.' })
  quantity!: number;
}

@InputType('RegisterProductInput', {
  description: 'A product. A field that is left out stays as it is; one that is null or blank is cleared.',
})
export class RegisterProductInputType implements RegisterProduct {
  @Field(() => String, { description: '8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters; may have several lines.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  category?: string | null;

  @Field(() => [PackagingInputType], {
    nullable: true,
    description: 'What one of this product holds, given as a whole: a case of twelve holds 12 of another GTIN.',
  })
  contains?: PackagingInputType[] | null;
}
