import { ArgsType, Field, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import type { Place, Step } from './journey.js';

@ArgsType()
export class HistoryArgsType {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "By the senders' clocks: what had happened by then. Left out: by `asKnownAt`, or else by now.",
  })
  asOf?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'By our clock: what was known by then, whatever came late or was corrected since. The answer for an instant never ' +
      'changes. Left out: what is known today.',
  })
  asKnownAt?: Date | null;
}

/** By what was known when. */
@ObjectType()
export abstract class KnownType {
  @Field(() => DateTimeScalar, { nullable: true, description: 'By what was known when; null: today.' })
  asKnownAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The last instant up to `asKnownAt` at which something became known: what the answer stands for.',
  })
  knownThrough!: Date | null;
}

@ObjectType('GoodsHistory', { description: 'What was, or was thought to be, of a unit or logistic unit at a time.' })
export class GoodsHistoryType extends KnownType {
  goodsId!: string;
  containerIds!: readonly string[];
  batchIds!: readonly string[];
  steps!: readonly Step[];

  @Field(() => DateTimeScalar, { description: "The time that is asked about, by the senders' clocks." })
  asOf!: Date;

  place!: Place;

  @Field(() => Boolean, { description: 'Whether records of it contradicted each other and waited for a decision.' })
  openConflict!: boolean;
}
