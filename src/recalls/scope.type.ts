import { Field, InputType, ObjectType } from 'type-graphql';

import { GtinScalar } from '../products/index.js';

@ObjectType('ScopeBatch', { description: 'A batch, of every packaging level of its product.' })
export class ScopeBatchType {
  @Field(() => GtinScalar)
  gtin!: string;

  @Field(() => String, { description: 'The batch number.' })
  number!: string;
}

@ObjectType('ScopeSerial', { description: 'One unit.' })
export class ScopeSerialType {
  @Field(() => GtinScalar)
  gtin!: string;

  @Field(() => String)
  serial!: string;
}

@ObjectType('ScopeRange', { description: 'Serial numbers that count on from one to another, both included.' })
export class ScopeRangeType {
  @Field(() => GtinScalar)
  gtin!: string;

  @Field(() => String)
  from!: string;

  @Field(() => String)
  to!: string;
}

@ObjectType('Scope', {
  description: 'The rule that says what is affected. Goods that were never seen yet are included.',
})
export class ScopeType {
  @Field(() => [ScopeBatchType])
  batches!: readonly ScopeBatchType[];

  @Field(() => [ScopeSerialType])
  serials!: readonly ScopeSerialType[];

  @Field(() => [ScopeRangeType])
  ranges!: readonly ScopeRangeType[];
}

@InputType('ScopeBatchInput', { description: 'A batch; it counts for every packaging level of its product.' })
export class ScopeBatchInputType {
  @Field(() => String, { description: 'GTIN of any packaging level.' })
  gtin!: string;

  @Field(() => String, { description: 'The batch number, letter case and leading zeros as printed.' })
  batch!: string;
}

@InputType('ScopeSerialInput', { description: 'One unit.' })
export class ScopeSerialInputType {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  serial!: string;
}

@InputType('ScopeRangeInput', {
  description:
    'Serial numbers that end in digits and count on, `SN-0100` to `SN-0250`: both ends included, 100,000 at most. Before the digits, both ends read the same.',
})
export class ScopeRangeInputType {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  from!: string;

  @Field(() => String)
  to!: string;
}

@InputType('ScopeInput', { description: 'What is affected: anything that one of the lines names.' })
export class ScopeInputType {
  @Field(() => [ScopeBatchInputType], { defaultValue: [] })
  batches!: readonly ScopeBatchInputType[];

  @Field(() => [ScopeSerialInputType], { defaultValue: [] })
  serials!: readonly ScopeSerialInputType[];

  @Field(() => [ScopeRangeInputType], { defaultValue: [] })
  ranges!: readonly ScopeRangeInputType[];
}
