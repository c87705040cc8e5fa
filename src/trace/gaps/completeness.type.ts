import { Field, Int, ObjectType } from 'type-graphql';

import { type GapKind, GapKindEnum } from '../../gaps/index.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import type { Completeness } from './completeness.js';

@ObjectType('GapCount', { description: 'So many open gaps of one kind.' })
export class GapCountType {
  @Field(() => GapKindEnum, { description: 'What is missing, or wrong.' })
  kind!: GapKind;

  @Field(() => Int, { description: 'How many.' })
  gaps!: number;
}

@ObjectType('Completeness', {
  description:
    'How complete the record is of some goods, or of everything that a trace went through. What is missing in it, or wrong ' +
    'with it, is listed as gaps.',
})
export class CompletenessType {
  @Field(() => Int, {
    description:
      'In per cent, rounded down: 100 means that nothing is missing. Of a unit or logistic unit: of its steps and its open gaps ' +
      'together, the share of the steps; the gaps of a container count while it was in it. Of a batch, and of the goods of a ' +
      'trace together: of all units, the entries of the batches, of stock and declared, their own open gaps and the units that were never ' +
      'heard of, the share of entries and of units without open gaps; a unit whose container has one has one. Explained gaps do ' +
      'not count, nor does what was declared and not seen yet, of which `Whereabouts.unaccounted` tells how much. 0 when nothing was ever heard of; below 100 while something is known that was not looked at yet, and where ' +
      '`truncated` says that there may be more goods.',
  })
  score!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Up to when what is known was searched for gaps; null while nothing was.',
  })
  checkedThrough!: Date | null;

  @Field(() => Int, {
    description:
      'Units and logistic units that are asked about one by one and that nothing is on record of. They count as missing.',
  })
  neverHeardOf!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is of fewer goods than there may be; null: it is of all of them.',
  })
  truncated!: string | null;

  scope!: string;
  countGaps!: Completeness['countGaps'];
  findGaps!: Completeness['findGaps'];
}
