import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { MAY_GO_ON } from '../time-limits.js';
import { approveRecall } from './approve-recall.js';
import { cancelRecall } from './cancel-recall.js';
import { createRecall } from './create-recall.js';
import {
  ApproveRecallResult,
  CancelRecallResult,
  CreateRecallResult,
  RejectRecallResult,
  SubmitRecallResult,
  UpdateRecallResult,
} from './draft-results.type.js';
import { RecallInputType, UpdateRecallInputType } from './recall-input.type.js';
import { rejectRecall } from './reject-recall.js';
import { submitRecall } from './submit-recall.js';
import { updateRecall } from './update-recall.js';

const WHICH = { description: 'Which recall.' };

/** What happens to a recall before anyone is told. */
@Resolver()
export class DraftResolver {
  @Access('QUALITY')
  @Mutation(() => CreateRecallResult, { description: 'Begins a recall, as a draft.' })
  createRecall(
    @Arg('input', () => RecallInputType, { description: 'The content.' }) input: RecallInputType,
    @Ctx() context: Context,
  ) {
    return createRecall(context, input);
  }

  @Access('QUALITY')
  @Mutation(() => UpdateRecallResult, {
    description: 'Replaces the content of a recall that is not launched. Voids its submission and its approval.',
  })
  updateRecall(
    @Arg('input', () => UpdateRecallInputType, { description: 'Which recall, and its new content.' })
    input: UpdateRecallInputType,
    @Ctx() context: Context,
  ) {
    return updateRecall(context, input);
  }

  @Access('QUALITY')
  @Mutation(() => SubmitRecallResult, {
    description:
      'Puts a draft before a second person: whom it reaches is evaluated, and what an approval binds is named. ' +
      `${MAY_GO_ON} look at the \`status\` then.`,
  })
  submitRecall(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was read.' }) expectedVersion: number,
    @Ctx() context: Context,
  ) {
    return submitRecall(context, { recallId, expectedVersion });
  }

  @Access('QUALITY')
  @Mutation(() => ApproveRecallResult, {
    description: 'The second person’s word. Whoever wrote or submitted any of the recall cannot give it.',
  })
  approveRecall(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('approvalHash', () => String, { description: '`submission.approvalHash`, as read with what is approved.' })
    approvalHash: string,
    @Ctx() context: Context,
  ) {
    return approveRecall(context, { recallId, approvalHash });
  }

  @Access('QUALITY')
  @Mutation(() => RejectRecallResult, { description: 'Sends a submitted or approved recall back to its authors.' })
  rejectRecall(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('reason', () => String, { description: 'What must change.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return rejectRecall(context, { recallId, reason });
  }

  @Access('QUALITY')
  @Mutation(() => CancelRecallResult, { description: 'Gives up a recall that was never launched.' })
  cancelRecall(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('reason', () => String, { description: 'Why it is not needed.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return cancelRecall(context, { recallId, reason });
  }
}
