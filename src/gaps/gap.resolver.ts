import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Gtin } from '../gs1/index.js';
import { carrierById, CarrierType, locationById, LocationType } from '../parties/index.js';
import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs } from '../platform/graphql/connection.type.js';
import { refer } from '../platform/reference-cache.js';
import {
  batchById,
  BatchType,
  GtinScalar,
  logisticUnitById,
  LogisticUnitType,
  productById,
  ProductType,
  unitById,
  UnitType,
} from '../products/index.js';
import { assignGap } from './assign-gap.js';
import type { GapKind, GapState } from './gap-kind.rule.js';
import type { Gap } from './gap.js';
import {
  AssignGapInput,
  AssignGapResult,
  GapConnectionType,
  GapKindEnum,
  GapStateEnum,
  GapType,
  ResolveGapInput,
  ResolveGapResult,
} from './gap.type.js';
import { pageOfGaps } from './list-gaps.js';
import { resolveGap } from './resolve-gap.js';

@ArgsType()
class GapsArgs extends PageArgs {
  @Field(() => [GapStateEnum], { nullable: true, description: 'Only these; left out, those that are open.' })
  states?: GapState[] | null;

  @Field(() => [GapKindEnum], { nullable: true, description: 'Only these; left out, all.' })
  kinds?: GapKind[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this API key looks into.' })
  ownerId?: string | null;

  @Field(() => GtinScalar, { nullable: true, description: 'Only those of units and batches of this product.' })
  gtin?: Gtin | null;

  @Field(() => String, { nullable: true, description: 'With `gtin`: only those of this batch and of its units.' })
  batch?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this unit, logistic unit or batch.' })
  goodsId?: string | null;
}

@Resolver(() => GapType)
export class GapResolver {
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @Query(() => GapConnectionType, {
    description:
      'The queue of holes and contradictions in the record, oldest first. It follows what is recorded, within seconds or, after ' +
      'much at once, minutes: `checkedThrough` tells how far it has come.',
  })
  gaps(@Args(() => GapsArgs) args: GapsArgs, @Ctx() context: Context) {
    return pageOfGaps(context, args, args);
  }

  @Access('QUALITY')
  @Mutation(() => AssignGapResult, { description: 'Says who looks into a gap.' })
  assignGap(
    @Arg('input', () => AssignGapInput, { description: 'Which gap, and who.' }) input: AssignGapInput,
    @Ctx() context: Context,
  ) {
    return assignGap(context, input);
  }

  @Access('QUALITY')
  @Mutation(() => ResolveGapResult, {
    description:
      'Explains a gap that no later scan will fill. What is missing is better recorded, and what is wrong corrected: that ' +
      'closes the gap by itself.',
  })
  resolveGap(
    @Arg('input', () => ResolveGapInput, { description: 'Which gap, what explains it, and what proves that.' })
    input: ResolveGapInput,
    @Ctx() context: Context,
  ) {
    return resolveGap(context, input);
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'The unit, where it is one.' })
  unit(@Root() { goodsKind, goodsId }: Gap, @Ctx() { load }: Context) {
    return goodsKind === 'UNIT' ? load(unitById, goodsId) : null;
  }

  @FieldResolver(() => LogisticUnitType, { nullable: true, description: 'The logistic unit, where it is one.' })
  logisticUnit(@Root() { goodsKind, goodsId }: Gap, @Ctx() { load }: Context) {
    return goodsKind === 'LOGISTIC_UNIT' ? load(logisticUnitById, goodsId) : null;
  }

  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch, where it is one.' })
  batch(@Root() { goodsKind, goodsId }: Gap, @Ctx() { load }: Context) {
    return goodsKind === 'BATCH' ? load(batchById, goodsId) : null;
  }

  @FieldResolver(() => ProductType, { nullable: true, description: 'The product of a unit or a batch.' })
  product(@Root() { productId }: Gap, @Ctx() { load }: Context) {
    return productId && load(productById, productId);
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'The place where it shows.' })
  location(@Root() { locationId }: Gap, @Ctx() context: Context) {
    return locationId && refer(context, locationById, locationId);
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'The carrier who had the goods last.' })
  carrier(@Root() { carrierId }: Gap, @Ctx() context: Context) {
    return carrierId && refer(context, carrierById, carrierId);
  }
}
