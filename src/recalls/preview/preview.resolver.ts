import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { carrierById, CarrierType, customerById, CustomerType } from '../../parties/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { completenessOfScope, CompletenessType, PlaceCountType } from '../../trace/index.js';
import type { Recall } from '../recall.js';
import { RecallType } from '../recall.type.js';
import type { RecallRecipient } from '../recipients/recipients.js';
import { missingLanguages, previewNotices } from './preview-notices.js';
import { previewRecall } from './preview-recall.js';
import {
  MissingLanguageType,
  PreviewHoldsType,
  PreviewNoticeType,
  PreviewRecipientConnectionType,
  PreviewRecipientType,
  RecallPreviewType,
} from './preview.type.js';
import type { RecallPreview } from './recall-preview.js';

@Resolver(() => RecallPreviewType)
export class PreviewResolver {
  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'The newest capture that the figures know.' })
  knownThrough(@Root() { knownThrough }: RecallPreview) {
    return knownThrough;
  }

  @FieldResolver(() => Int, {
    description:
      'Units known by serial number, of all products together, wherever they are. See `unitsByProduct` of `places`.',
  })
  units(@Root() { whereabouts }: RecallPreview) {
    return whereabouts.units;
  }

  @FieldResolver(() => [PlaceCountType], { description: 'Where they are now, and quantities without serial numbers.' })
  places(@Root() { whereabouts }: RecallPreview) {
    return whereabouts.places;
  }

  @FieldResolver(() => [PreviewRecipientType], {
    description:
      'Who carries goods at this moment and can still stop them, and who may carry some: then `reason` says why that is not certain.',
  })
  carriersToIntercept(@Root() { carriers }: RecallPreview) {
    return carriers;
  }

  @FieldResolver(() => Int, { description: 'Customers it reaches.' })
  customerCount(@Root() { customers }: RecallPreview) {
    return customers.length;
  }

  @FieldResolver(() => Int, { description: 'Customers among them whom no channel reaches.' })
  customersWithoutContact(@Root() { customers }: RecallPreview) {
    return customers.filter(({ channel }) => channel === null).length;
  }

  @FieldResolver(() => PreviewRecipientConnectionType, { description: 'The customers it reaches.' })
  customers(@Root() { name, customers }: RecallPreview, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageIn(context, page, `customers of ${name}`, customers);
  }

  @FieldResolver(() => PreviewRecipientConnectionType, {
    description:
      'Of a launched recall, the customers whom it reaches by now and no wave told. No notice went to them: they are proposed for a ' +
      'further one (`proposedWave`) within a minute, unless somebody has declined that, or the recall is closed. Before a launch, none.',
  })
  customersReachedSince(
    @Root() { name, reachedSince }: RecallPreview,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return pageIn(context, page, `customers since the launch, of ${name}`, reachedSince);
  }

  @FieldResolver(() => Int, { description: 'The company’s own people who are told first.' })
  internalCount(@Root() { internal }: RecallPreview) {
    return internal.length;
  }

  @FieldResolver(() => [PreviewNoticeType], {
    description: 'Every notice, once for each audience and language that it would go out in.',
  })
  notices(@Root() preview: RecallPreview, @Ctx() context: Context) {
    return previewNotices(context, preview);
  }

  @FieldResolver(() => [MissingLanguageType], {
    description: 'Languages that recipients read and the recall has no text in, with what they would get instead.',
  })
  missingLanguages(@Root() preview: RecallPreview) {
    return missingLanguages(preview.recall, preview);
  }

  @FieldResolver(() => CompletenessType, {
    description:
      'How complete the record is of everything that was gone through for it, and what is missing in it: of the goods of the ' +
      'scope, of what was made of them unless the scope leaves that out, of what may hold some of them, and of units of these ' +
      'products of which nobody has recorded the batch.',
  })
  async completeness(@Root() { name, readTraced }: RecallPreview, @Ctx() { db }: Context) {
    return completenessOfScope(db, await readTraced(), name);
  }

  @FieldResolver(() => PreviewHoldsType, { description: 'What would be held. A mock recall holds nothing.' })
  holds(@Root() { holds }: RecallPreview) {
    return holds;
  }
}

@Resolver(() => PreviewRecipientType)
export class PreviewRecipientResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: 'Null for others, and for one nobody registered.' })
  customer(@Root() { partyKind, partyId }: RecallRecipient, @Ctx() { load }: Context) {
    return partyKind === 'CUSTOMER' ? load(customerById, partyId) : null;
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'Null for others.' })
  carrier(@Root() { partyKind, partyId }: RecallRecipient, @Ctx() { load }: Context) {
    return partyKind === 'CARRIER' ? load(carrierById, partyId) : null;
  }
}

@Resolver(() => RecallType)
export class RecallPreviewResolver {
  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallPreviewType, {
    description:
      'What launching it now would do: places, carriers, customers, notices, holds, and what to know first. Of a launched recall, ' +
      'whom it would reach by what is known now. What takes longer than a request is asked by `startPreviewInquiry`.',
  })
  preview(@Root() recall: Recall, @Ctx() context: Context) {
    return previewRecall(context, recall);
  }
}

/** In the order of their ids, in which they come. */
function pageIn(context: Context, page: PageArgs, scope: string, recipients: readonly RecallRecipient[]) {
  return pageOf<RecallRecipient>(context, page, {
    scope,
    find: (limit, after) => {
      const last = after === null ? '' : String(after[0]);
      return Promise.resolve(recipients.filter(({ partyId }) => partyId > last).slice(0, limit));
    },
    keyOf: ({ partyId }) => [partyId],
  });
}
