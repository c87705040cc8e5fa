import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { DataReaders, RateLimited } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { isUuid } from '../../platform/uuid.js';
import { batchById, BatchType, unitById, UnitType } from '../../products/index.js';
import { GenealogyType } from '../genealogy/genealogy.type.js';
import { genealogyOfInquiry } from './answer-in-pages.js';
import {
  GenealogyInquiryType,
  StartGenealogyInquiryArgs,
  StartGenealogyInquiryResult,
} from './genealogy-inquiry.type.js';
import type { Inquiry } from './inquiry.js';
import { inquiryById } from './inquiry.query.js';
import { startGenealogyInquiry } from './start-genealogy-inquiry.js';

@Resolver(() => GenealogyInquiryType)
export class GenealogyInquiryResolver {
  // It answers whether there is a unit with a serial, as a lookup does.
  @RateLimited()
  @DataReaders()
  @Mutation(() => StartGenealogyInquiryResult, {
    description:
      'Asks what a batch or a unit was made of, or what was made of it, when `madeFrom` or `madeInto` takes longer than a ' +
      'request may. Answers at once with an inquiry, whose progress and answer `genealogyInquiry` tells. It changes nothing.',
  })
  startGenealogyInquiry(
    @Args(() => StartGenealogyInquiryArgs) args: StartGenealogyInquiryArgs,
    @Ctx() context: Context,
  ) {
    return startGenealogyInquiry(context, args);
  }

  @DataReaders()
  @Query(() => GenealogyInquiryType, {
    nullable: true,
    description: 'An inquiry about a genealogy; null when there is none with this id, or none any more.',
  })
  async genealogyInquiry(
    @Arg('id', () => ID, { description: 'From `startGenealogyInquiry`.' }) id: string,
    @Ctx() { load }: Context,
  ) {
    const found = isUuid(id) ? await load(inquiryById, id) : null;
    return found?.kind === 'GENEALOGY' ? found : null;
  }

  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch that is asked about, if one is.' })
  batch(@Root() { batchId }: Inquiry, @Ctx() { load }: Context) {
    return batchId && load(batchById, batchId);
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'The unit that is asked about, if one is.' })
  unit(@Root() { unitId }: Inquiry, @Ctx() { load }: Context) {
    return unitId && load(unitById, unitId);
  }

  @FieldResolver(() => Int, { description: 'Makings that were met so far.' })
  makingsDone(@Root() { unitsDone }: Inquiry) {
    return unitsDone;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Makings in all; null until the answer is there, since nobody knows before.',
  })
  makingsTotal(@Root() { unitsTotal }: Inquiry) {
    return unitsTotal;
  }

  @FieldResolver(() => GenealogyType, {
    nullable: true,
    description: 'The answer, once it is DONE: of all that was on record when it was being answered.',
  })
  genealogy(@Root() { id }: Inquiry, @Ctx() context: Context) {
    return genealogyOfInquiry(context, id);
  }
}
