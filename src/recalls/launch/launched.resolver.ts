import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { sendTestNotice } from '../preview/send-test-notice.js';
import { MAY_GO_ON } from '../time-limits.js';
import { launchRecall } from './launch-recall.js';
import {
  LaunchRecallResult,
  PauseSendingResult,
  ResumeSendingResult,
  SendTestNoticeResult,
} from './launched-results.type.js';
import { pauseRecall, resumeRecall } from './sending.js';

const WHICH = { description: 'Which recall.' };

/** What tells people, and what is done once they are told. */
@Resolver()
export class LaunchedResolver {
  @Access('QUALITY')
  @Mutation(() => SendTestNoticeResult, {
    description: `Sends the notice as it stands, marked as a test, to an address of your own. ${MAY_GO_ON} the mail comes anyway.`,
  })
  sendTestNotice(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('email', () => String, { description: 'Your own address. It is used once and kept nowhere.' }) email: string,
    @Arg('language', () => String, { defaultValue: 'en', description: 'Two letters (ISO 639-1).' }) language: string,
    @Ctx() context: Context,
  ) {
    return sendTestNotice(context, { recallId, email, language });
  }

  @Access('QUALITY')
  @Mutation(() => LaunchRecallResult, {
    description:
      'Launches an approved recall: holds the goods, fixes the recipients, and sends. Called twice, it launches once. ' +
      `${MAY_GO_ON} call again until it answers.`,
  })
  launchRecall(@Arg('recallId', () => ID, WHICH) recallId: string, @Ctx() context: Context) {
    return launchRecall(context, recallId);
  }

  @Access('QUALITY')
  @Mutation(() => PauseSendingResult, { description: 'Stops sending at once. Goods stay held.' })
  pauseSending(@Arg('recallId', () => ID, WHICH) recallId: string, @Ctx() context: Context) {
    return pauseRecall(context, recallId);
  }

  @Access('QUALITY')
  @Mutation(() => ResumeSendingResult, { description: 'Sends what is left, each notice once.' })
  resumeSending(@Arg('recallId', () => ID, WHICH) recallId: string, @Ctx() context: Context) {
    return resumeRecall(context, recallId);
  }
}
