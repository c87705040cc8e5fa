import { Field, Int, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import type { Completeness } from './completeness.js';

@ObjectType('Completeness', {
  description: 'How complete the record of some goods is. What is missing in it, or wrong with it, is listed as gaps.',
})
export class CompletenessType {
  @Field(() => Int, {
    description:
      'In per cent, rounded down: 100 means that nothing is missing. Of a unit or logistic unit: of its steps and its open gaps ' +
      'together, the share of the steps; the gaps of a container count while it was in it. Of a batch: of its units, the ' +
      'entries of its stock and its own open gaps together, the share of entries and of units without open gaps; a unit whose ' +
      'container has one has one. Explained gaps do not count. 0 when it was never heard of; below 100 while something is known ' +
      'that was not looked at yet.',
  })
  score!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Up to when what is known was searched for gaps; null while nothing was.',
  })
  checkedThrough!: Date | null;

  scope!: string;
  findGaps!: Completeness['findGaps'];
}
