import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs } from '../platform/graphql/connection.type.js';
import { readSubmission } from './drafts/read-submission.js';
import { possibleMoves } from './possible-moves.js';
import { listRecalls, readRecallById } from './read-recalls.js';
import { type Recall, referenceOf } from './recall.js';
import { RECALL_MOVE, RECALL_STATUS } from './recall-enums.type.js';
import { stepsByRecall } from './recall-step.query.js';
import type { RecallMove, RecallStatus } from './recall.rules.js';
import { RecallConnectionType, RecallStepType, RecallSubmissionType, RecallType } from './recall.type.js';

@Resolver(() => RecallType)
export class RecallResolver {
  @Access('QUALITY', 'AUDITOR', 'CUSTOMER_SERVICE')
  @Query(() => RecallType, { nullable: true, description: 'One recall. CUSTOMER_SERVICE sees launched ones only.' })
  recall(@Arg('id', () => ID, { description: 'Which recall.' }) id: string, @Ctx() context: Context) {
    return readRecallById(context, id);
  }

  @Access('QUALITY', 'AUDITOR', 'CUSTOMER_SERVICE')
  @Query(() => RecallConnectionType, {
    description: 'Recalls, newest first. CUSTOMER_SERVICE sees launched ones only.',
  })
  recalls(
    @Arg('statuses', () => [RECALL_STATUS], { nullable: true, description: 'Only these; leave out for all.' })
    statuses: RecallStatus[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return listRecalls(context, statuses, page);
  }

  @FieldResolver(() => String, { description: 'The number by which people quote the recall: `R-20260301-7F3A9C`.' })
  reference(@Root() recall: Recall): string {
    return referenceOf(recall);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => [RECALL_MOVE], { description: 'What can be done with it now.' })
  possibleMoves(@Root() recall: Recall, @Ctx() context: Context): Promise<RecallMove[]> {
    return possibleMoves(context, recall);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => [RecallStepType], { description: 'Every move of the case, oldest first.' })
  async steps(@Root() { id }: Recall, @Ctx() { load }: Context) {
    return (await load(stepsByRecall, id))?.steps ?? [];
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallSubmissionType, {
    nullable: true,
    description: 'What lies, or lay, before the approver; null for a draft.',
  })
  submission(@Root() recall: Recall, @Ctx() context: Context) {
    return readSubmission(context, recall);
  }
}
