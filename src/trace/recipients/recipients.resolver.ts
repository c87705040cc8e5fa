import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Context } from '../../platform/context.js';
import { completenessOfScope } from '../gaps/completeness-of-scope.js';
import { CompletenessType } from '../gaps/completeness.type.js';
import { RecipientConnectionType } from '../whereabouts/whereabouts.type.js';
import type { RecipientsPage } from './recipients-page.js';

/** What a list of recipients says of itself. */
@Resolver(() => RecipientConnectionType)
export class RecipientsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why there may be more recipients: more goods were made, or have no batch on record, than were followed. Null: these are ' +
      'all that the record tells of.',
  })
  truncated(@Root() { truncated }: RecipientsPage) {
    return truncated;
  }

  @FieldResolver(() => CompletenessType, {
    description:
      'How complete the record is of everything that was gone through to find them, and what is missing in it: of the goods, of ' +
      'what was made of them unless that is left out, of what may hold some of them, and of units of these products of which ' +
      'nobody has recorded the batch. Of all recipients, and not of this page only.',
  })
  async completeness(@Root() { readTraced, name }: RecipientsPage, @Ctx() { db }: Context) {
    return completenessOfScope(db, await readTraced(), name);
  }
}
