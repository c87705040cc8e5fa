import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { MAY_GO_ON } from '../time-limits.js';
import { closeRecall } from './close-recall.js';
import { CloseRecallResult } from './closing-results.type.js';

@Resolver()
export class ClosingResolver {
  @Access('QUALITY')
  @Mutation(() => CloseRecallResult, {
    description:
      'Ends a recall and releases its holds. Refused while anyone has still to be told, by what is known then, and while nobody knows ' +
      `to whom customers sold goods on. ${MAY_GO_ON} look at the \`status\` then.`,
  })
  closeRecall(
    @Arg('recallId', () => ID, { description: 'Which recall.' }) recallId: string,
    @Arg('summary', () => String, { description: 'What came of it: why it may end.' }) summary: string,
    @Arg('despiteUnknownBuyers', () => Boolean, {
      defaultValue: false,
      description: 'Close it although buyers are unknown, whom nobody can tell; the summary says why.',
    })
    despiteUnknownBuyers: boolean,
    @Ctx() context: Context,
  ) {
    return closeRecall(context, { recallId, summary, despiteUnknownBuyers });
  }
}
