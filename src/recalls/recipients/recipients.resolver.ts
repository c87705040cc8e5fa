import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { pageOfRecipients, RecipientConnectionType } from '../../trace/index.js';
import { requireScope } from '../scope/require-scope.js';
import { goodsOf } from '../scope/scope-goods.js';
import { ScopeInputType } from '../scope/scope.type.js';
import { EVALUATION_MS } from '../time-limits.js';

@Resolver()
export class RecipientsOfScopeResolver {
  // Serial by serial, it would tell whom every unit went to.
  @Access('QUALITY', 'AUDITOR')
  @Query(() => RecipientConnectionType, {
    description:
      'The customers whom goods reached: of batches, of a list of serial numbers or of ranges, as a recall of them would find ' +
      'them; each with the basis for it. Who received units of these products of which nobody has recorded the batch is among ' +
      'them as MAY_HAVE. Nothing is held, and nobody is told. What takes longer than a request is asked by `startRecipientsInquiry`.',
  })
  recipients(
    @Arg('scope', () => ScopeInputType, { description: 'The goods.' }) input: ScopeInputType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    const scope = requireScope(input);
    return pageOfRecipients(context, page, {
      name: `recipients of ${JSON.stringify(scope)}`,
      goodsOf: (tx) => goodsOf(tx, scope),
      statementTimeoutMs: EVALUATION_MS,
    });
  }
}
