import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { DataReaders } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { batchById, BatchType, unitById, UnitType } from '../../products/index.js';
import { cancelInquiry } from './cancel-inquiry.js';
import {
  CancelInquiryResult,
  InquiriesArgs,
  InquirySummaryConnection,
  InquirySummaryType,
} from './inquiry-summary.type.js';
import type { Inquiry } from './inquiry.js';
import { pageOfInquiries } from './list-inquiries.js';

/** What inquiries of all kinds have in common. */
@Resolver(() => InquirySummaryType)
export class InquiriesResolver {
  @DataReaders()
  @Query(() => InquirySummaryConnection, {
    description:
      'The inquiries that you have asked, the newest first. They are kept for 30 days after they are answered.',
  })
  inquiries(@Args(() => InquiriesArgs) args: InquiriesArgs, @Ctx() context: Context) {
    return pageOfInquiries(context, args, args);
  }

  @DataReaders()
  @Mutation(() => CancelInquiryResult, {
    description:
      'Ends an inquiry of any kind that is not answered yet, so that it no longer counts among those that you have open. Your ' +
      'own; QUALITY may end anyone’s.',
  })
  cancelInquiry(
    @Arg('id', () => ID, { description: 'From the mutation that started it, or from `inquiries`.' }) id: string,
    @Ctx() context: Context,
  ) {
    return cancelInquiry(context, { id });
  }

  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch that is asked about, if one is.' })
  batch(@Root() { batchId }: Inquiry, @Ctx() { load }: Context) {
    return batchId && load(batchById, batchId);
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'The unit that is asked about, if one is.' })
  unit(@Root() { unitId }: Inquiry, @Ctx() { load }: Context) {
    return unitId && load(unitById, unitId);
  }
}
