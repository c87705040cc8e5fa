import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { isUuid } from '../../platform/uuid.js';
import { type Inquiry, inquiryById } from '../../trace/index.js';
import { recallById } from '../recall.query.js';
import { RecallType } from '../recall.type.js';
import { readPreviewOfInquiry, startPreviewInquiry } from './preview-inquiry.js';
import { PreviewInquiryType, StartPreviewInquiryResult } from './preview-inquiry.type.js';
import { RecallPreviewType } from './preview.type.js';

@Resolver(() => PreviewInquiryType)
export class PreviewInquiryResolver {
  @Access('QUALITY', 'AUDITOR')
  @Mutation(() => StartPreviewInquiryResult, {
    description:
      'Asks what launching a recall would do when `Recall.preview` takes longer than a request may. Answers at once with an ' +
      'inquiry, whose progress and answer `previewInquiry` tells. It changes nothing.',
  })
  startPreviewInquiry(
    @Arg('recallId', () => ID, { description: 'The recall, as it is written now.' }) recallId: string,
    @Ctx() context: Context,
  ) {
    return startPreviewInquiry(context, recallId);
  }

  @Access('QUALITY', 'AUDITOR')
  @Query(() => PreviewInquiryType, {
    nullable: true,
    description: 'An inquiry about a preview; null when there is none with this id, or none any more.',
  })
  async previewInquiry(
    @Arg('id', () => ID, { description: 'From `startPreviewInquiry`.' }) id: string,
    @Ctx() { load }: Context,
  ) {
    const found = isUuid(id) ? await load(inquiryById, id) : null;
    return found?.kind === 'PREVIEW' ? found : null;
  }

  @FieldResolver(() => RecallType, { description: 'The recall, as it is now.' })
  recall(@Root() { recallId }: Inquiry, @Ctx() { load }: Context) {
    return recallId && load(recallById, recallId);
  }

  @FieldResolver(() => Boolean, {
    description:
      'That the recall was edited since, so that it is to be asked again: there is no `preview` of what was before.',
  })
  async isOutdated(@Root() { recallId, recallVersion }: Inquiry, @Ctx() { load }: Context) {
    const recall = recallId && (await load(recallById, recallId));
    return !recall || recall.version !== recallVersion;
  }

  @FieldResolver(() => RecallPreviewType, {
    nullable: true,
    description:
      'The answer, once it is DONE, of what was on record when it was found; null when the recall was edited since.',
  })
  preview(@Root() inquiry: Inquiry, @Ctx() context: Context) {
    return readPreviewOfInquiry(context, inquiry);
  }
}
