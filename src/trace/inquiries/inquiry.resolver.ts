import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { DataReaders } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { isUuid } from '../../platform/uuid.js';
import { batchById, BatchType } from '../../products/index.js';
import { WhereaboutsType } from '../whereabouts/whereabouts.type.js';
import { answerOfInquiry } from './answer-of-inquiry.js';
import type { Inquiry } from './inquiry.js';
import { inquiryById } from './inquiry.query.js';
import { InquiryType, StartInquiryArgs, StartInquiryResult } from './inquiry.type.js';
import { startInquiry } from './start-inquiry.js';

@Resolver(() => InquiryType)
export class InquiryResolver {
  @DataReaders()
  @Mutation(() => StartInquiryResult, {
    description:
      'Asks where all of a batch is, or was at a time, when `Batch.whereabouts` takes longer than a request may. Answers at once ' +
      'with an inquiry, whose progress and answer `inquiry` tells. It changes nothing.',
  })
  startInquiry(@Args(() => StartInquiryArgs) args: StartInquiryArgs, @Ctx() context: Context) {
    return startInquiry(context, args);
  }

  @DataReaders()
  @Query(() => InquiryType, {
    nullable: true,
    description: 'An inquiry; null when there is none with this id, or none any more.',
  })
  async inquiry(@Arg('id', () => ID, { description: 'From `startInquiry`.' }) id: string, @Ctx() { load }: Context) {
    const found = isUuid(id) ? await load(inquiryById, id) : null;
    return found?.kind === 'WHEREABOUTS' ? found : null;
  }

  @FieldResolver(() => BatchType, { description: 'The batch that is asked about.' })
  batch(@Root() { batchId }: Inquiry, @Ctx() { load }: Context) {
    return batchId && load(batchById, batchId);
  }

  @FieldResolver(() => WhereaboutsType, { nullable: true, description: 'The answer, once it is DONE.' })
  async whereabouts(@Root() { id }: Inquiry, @Ctx() { load }: Context) {
    const found = await load(answerOfInquiry, id);
    return found?.kind === 'WHEREABOUTS' ? found.answer : null;
  }
}
