import { Field, InputType, ObjectType } from 'type-graphql';

import { GtinScalar } from '../../products/index.js';

@ObjectType('ScopeBatch', { description: 'A batch, of every packaging level of its product.' })
export class ScopeBatchType {
  @Field(() => GtinScalar, { description: 'The product, of any packaging level.' })
  gtin!: string;

  @Field(() => String, { description: 'The batch number.' })
  number!: string;
}

@ObjectType('ScopeSerial', { description: 'One unit.' })
export class ScopeSerialType {
  @Field(() => GtinScalar, { description: 'The product.' })
  gtin!: string;

  @Field(() => String, { description: 'The serial number.' })
  serial!: string;
}

@ObjectType('ScopeRange', { description: 'Serial numbers that count on from one to another, both included.' })
export class ScopeRangeType {
  @Field(() => GtinScalar, { description: 'The product.' })
  gtin!: string;

  @Field(() => String, { description: 'The first serial number.' })
  from!: string;

  @Field(() => String, { description: 'The last serial number.' })
  to!: string;
}

@ObjectType('Scope', {
  description: 'The rule that says what is affected. Goods that were never seen yet are included.',
})
export class ScopeType {
  @Field(() => [ScopeBatchType], { description: 'Batches, as the author named them.' })
  batches!: readonly ScopeBatchType[];

  @Field(() => [ScopeSerialType], { description: 'Units named one by one.' })
  serials!: readonly ScopeSerialType[];

  @Field(() => [ScopeRangeType], { description: 'Units named by range.' })
  ranges!: readonly ScopeRangeType[];

  @Field(() => Boolean, { description: 'Whether what was made from these goods is left out.' })
  onlyNamed!: boolean;
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
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'The serial number, letter case and leading zeros as marked.' })
  serial!: string;
}

@InputType('ScopeRangeInput', {
  description:
    'Serial numbers that end in digits and count on, `SN-0100` to `SN-0250`: both ends included, 100,000 at most. Before the digits, both ends read the same.',
})
export class ScopeRangeInputType {
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'The first serial number.' })
  from!: string;

  @Field(() => String, { description: 'The last serial number.' })
  to!: string;
}

@InputType('ScopeInput', { description: 'What is affected: anything that one of the lines names.' })
export class ScopeInputType {
  @Field(() => [ScopeBatchInputType], { defaultValue: [], description: 'Whole batches; at most 1,000.' })
  batches!: readonly ScopeBatchInputType[];

  @Field(() => [ScopeSerialInputType], { defaultValue: [], description: 'Single units; at most 5,000.' })
  serials!: readonly ScopeSerialInputType[];

  @Field(() => [ScopeRangeInputType], {
    defaultValue: [],
    description: 'Ranges of units; with the single ones, at most 100,000 units.',
  })
  ranges!: readonly ScopeRangeInputType[];

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Leave out what was made from these goods. Otherwise that is affected too, through any number of steps: every ' +
      'batch and unit that they went into, and every unit that they were built into.',
  })
  onlyNamed!: boolean;
}
