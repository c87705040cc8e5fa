import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';

import { type Notification, NotificationType } from '../../notifications/index.js';
import { customerById, CustomerType } from '../../parties/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';
import type { EventPayload } from '../../platform/pubsub.js';
import { readRecallById } from '../read-recalls.js';
import type { Recall } from '../recall.js';
import { progressTopic } from '../recall-progress.js';
import { wavesByRecall } from '../recall-wave.query.js';
import { RecallType } from '../recall.type.js';
import { frozenRecipientByKey, type FrozenRecipient, recipientKey } from '../recipients/recall-recipient.query.js';
import type { Answer } from './answer.js';
import { answerByNotification } from './answer.query.js';
import { answeredBeyond } from './answered-beyond.rule.js';
import { listOnwardUnknown, type OnwardUnknown } from './onward-unknown.js';
import {
  HoldAttemptConnectionType,
  OnwardUnknownConnectionType,
  OnwardUnknownType,
  RecallAnswerConnectionType,
  RecallAnswerType,
  RecallCustomerConnectionType,
  RecallCustomerType,
  RecallHoldsType,
  RecallLaunchType,
  RecallProgressType,
} from './progress.type.js';
import { listAnswers, listCustomers, listHoldAttempts, readHolds, readProgress } from './read-progress.js';

@Resolver(() => RecallType)
export class RecallProgressResolver {
  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallLaunchType, {
    nullable: true,
    description: 'What was fixed at the launch; null before it.',
  })
  async launch(@Root() { id }: Recall, @Ctx() { load }: Context) {
    return (await load(wavesByRecall, id))?.waves[0] ?? null;
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => [RecallLaunchType], {
    description: 'The launch, and the further waves that were launched since, in their order.',
  })
  async waves(@Root() { id }: Recall, @Ctx() { load }: Context) {
    return (await load(wavesByRecall, id))?.waves ?? [];
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallProgressType, { description: 'Who was told, and what they answered, in numbers.' })
  progress(@Root() { id }: Recall, @Ctx() context: Context) {
    return readProgress(context, id);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallCustomerConnectionType, { description: 'The customers whom the launch reached.' })
  customers(@Root() { id }: Recall, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listCustomers(context, id, page);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => RecallAnswerConnectionType, { description: 'Every answer, newest first.' })
  answers(@Root() { id }: Recall, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listAnswers(context, id, page);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => OnwardUnknownConnectionType, {
    description:
      'Customers who sold more on than is on record as passed on: ask them whom to, and record it. Who had goods of several kinds and sold some on is always listed, since an answer does not say which.',
  })
  onwardUnknown(@Root() { id }: Recall, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listOnwardUnknown(context, id, page);
  }

  @Access('QUALITY', 'AUDITOR', 'WAREHOUSE')
  @FieldResolver(() => RecallHoldsType, { description: 'What it holds.' })
  holds(@Root() { id }: Recall, @Ctx() context: Context) {
    return readHolds(context, id);
  }

  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => HoldAttemptConnectionType, {
    description: 'Held goods that were shipped or delivered all the same.',
  })
  holdAttempts(@Root() { id }: Recall, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listHoldAttempts(context, id, page);
  }

  @Access('QUALITY')
  @Subscription(() => RecallType, {
    nullable: true,
    description:
      'The recall, whenever something of it changes: a move, a notice sent, an answer. A live view: after a break, read it again.',
    subscribe: ({ args, context }) =>
      (context as Context).events.subscribe(progressTopic((args as { recallId: string }).recallId)),
  })
  recallProgress(
    @Root() event: EventPayload,
    @Arg('recallId', () => ID, { description: 'Which recall.' }) recallId: string,
    @Ctx() context: Context,
  ) {
    return event['recallId'] === recallId ? readRecallById(context, recallId) : null;
  }
}

@Resolver(() => RecallCustomerType)
export class RecallCustomerResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: 'Null for one whom nobody has registered.' })
  customer(@Root() { partyId }: FrozenRecipient, @Ctx() { load }: Context) {
    return load(customerById, partyId);
  }
}

@Resolver(() => NotificationType)
export class NotificationAnswerResolver {
  @Access('QUALITY', 'AUDITOR', 'CUSTOMER_SERVICE')
  @FieldResolver(() => RecallAnswerType, { nullable: true, description: 'What the recipient answered last.' })
  answer(@Root() { notificationId }: Notification, @Ctx() { load }: Context) {
    return load(answerByNotification, notificationId);
  }
}

@Resolver(() => RecallAnswerType)
export class RecallAnswerResolver {
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'By how much `onHand`, `soldOn`, `returned` and `destroyed` together are more than the notice told them they had received: ' +
      'ask them, or look for a shipment that nobody recorded. Null: not more, or it cannot be told, since they had goods of ' +
      'several kinds or may have more than is certain.',
  })
  async beyondReceived(@Root() answer: Answer, @Ctx() { load }: Context) {
    return answeredBeyond(answer, await load(frozenRecipientByKey, recipientKey(answer)));
  }

  @FieldResolver(() => CustomerType, { nullable: true, description: 'Null for a carrier’s answer.' })
  customer(@Root() { partyKind, partyId }: Answer, @Ctx() { load }: Context) {
    return partyKind === 'CUSTOMER' ? load(customerById, partyId) : null;
  }
}

@Resolver(() => OnwardUnknownType)
export class OnwardUnknownResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: 'Who sold the goods on.' })
  customer(@Root() { customerId }: OnwardUnknown, @Ctx() { load }: Context) {
    return load(customerById, customerId);
  }
}
