import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { isUuid } from '../../platform/uuid.js';
import { type Inquiry, inquiryById, RecipientConnectionType, recipientsOfInquiry } from '../../trace/index.js';
import { ScopeInputType } from '../scope/scope.type.js';
import { startRecipientsInquiry } from './recipients-inquiry.js';
import { RecipientsInquiryType, StartRecipientsInquiryResult } from './recipients-inquiry.type.js';

@Resolver(() => RecipientsInquiryType)
export class RecipientsInquiryResolver {
  // As with `recipients`: serial by serial, it would tell whom every unit went to.
  @Access('QUALITY', 'AUDITOR')
  @Mutation(() => StartRecipientsInquiryResult, {
    description:
      'Asks whom a scope reached when `recipients` takes longer than a request may. Answers at once with an inquiry, whose ' +
      'progress and answer `recipientsInquiry` tells. It changes nothing.',
  })
  startRecipientsInquiry(
    @Arg('scope', () => ScopeInputType, { description: 'The goods.' }) scope: ScopeInputType,
    @Ctx() context: Context,
  ) {
    return startRecipientsInquiry(context, { scope });
  }

  @Access('QUALITY', 'AUDITOR')
  @Query(() => RecipientsInquiryType, {
    nullable: true,
    description: 'An inquiry about recipients; null when there is none with this id, or none any more.',
  })
  async recipientsInquiry(
    @Arg('id', () => ID, { description: 'From `startRecipientsInquiry`.' }) id: string,
    @Ctx() { load }: Context,
  ) {
    const found = isUuid(id) ? await load(inquiryById, id) : null;
    return found?.kind === 'RECIPIENTS' ? found : null;
  }

  @FieldResolver(() => RecipientConnectionType, { nullable: true, description: 'The answer, once it is DONE.' })
  recipients(@Root() { id }: Inquiry, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return recipientsOfInquiry(context, page, id);
  }
}
