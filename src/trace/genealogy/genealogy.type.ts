import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';

export const MAKING_KIND = { TRANSFORM: 'TRANSFORM', ASSEMBLY: 'ASSEMBLY' } as const;
export type MakingKind = keyof typeof MAKING_KIND;

registerEnumType(MAKING_KIND, {
  name: 'MakingKind',
  description: 'How goods became others.',
  valuesConfig: {
    TRANSFORM: { description: 'They were used up, split, merged, reworked or relabelled.' },
    ASSEMBLY: {
      description: 'They were built into a serialised unit, and nobody has recorded since that they were taken out.',
    },
  },
});

@ObjectType('MadeGoods', {
  description: 'What went into a making or came out: a quantity of a batch, or units of one.',
})
export class MadeGoodsType {
  batchId!: string | null;

  @Field(() => Int, { description: 'Units by serial number; the movement lists them.' })
  units!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'What is counted by quantity instead.' })
  quantity!: string | null;

  @Field(() => String, { nullable: true, description: 'In what, as the movement says it: UN/ECE Recommendation 20.' })
  uom!: string | null;
}

@ObjectType('Making', { description: 'A movement that made goods of goods, as a genealogy came to it.' })
export class MakingType {
  @Field(() => Int, { description: 'How many makings away from where the question began, from 1.' })
  level!: number;
}

@ObjectType('BatchWithin', { description: 'A batch of a genealogy.' })
export class BatchWithinType {
  @Field(() => Int, {
    description: 'How many makings away from where the question began; 0: packed otherwise, the same.',
  })
  level!: number;
}

@ObjectType('Genealogy', {
  description:
    'What goods were made of, or what was made of them: all branches, all levels, each batch, unit and making once. What ' +
    'is corrected is left out.',
})
export class GenealogyType {
  @Field(() => Int, { description: 'How many levels there are.' })
  levels!: number;

  @Field(() => Int, { description: 'How many batches, besides the one that was asked about.' })
  batchCount!: number;

  @Field(() => Int, { description: 'How many units came out or went in by serial number.' })
  unitCount!: number;

  @Field(() => Int, { description: 'How many makings.' })
  makingCount!: number;

  @Field(() => String, { nullable: true, description: 'Why there may be more; null: this is all that is on record.' })
  truncated!: string | null;
}
