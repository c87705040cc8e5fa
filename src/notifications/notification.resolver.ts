import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { carrierById, CarrierType, customerById, CustomerType } from '../parties/index.js';
import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs } from '../platform/graphql/connection.type.js';
import { listNotifications, listWorkQueue, readEmail } from './list-notifications.js';
import type { Notification } from './notification.js';
import { attemptsOfNotification, notificationById } from './notification.query.js';
import type { NotificationState } from './notification.rules.js';
import {
  NotificationAttemptType,
  NotificationConnectionType,
  NotificationStateEnum,
  NotificationType,
} from './notification.type.js';
import {
  SendNotificationAgainResult,
  SettleNotificationInputType,
  SettleNotificationResult,
} from './notification-answers.type.js';
import { sendNotificationAgain } from './send-notification-again.js';
import { settleNotification } from './settle-notification.js';

@Resolver(() => NotificationType)
export class NotificationResolver {
  @Access('QUALITY', 'CUSTOMER_SERVICE', 'AUDITOR')
  @Query(() => NotificationType, { nullable: true, description: 'One notification; null if there is none.' })
  notification(
    @Arg('notificationId', () => ID, { description: 'The id of the notification.' }) notificationId: string,
    @Ctx() { load }: Context,
  ) {
    return load(notificationById, notificationId);
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE', 'AUDITOR')
  @Query(() => NotificationConnectionType, { description: 'A recall’s notifications, wave by wave.' })
  notifications(
    @Arg('recallId', () => ID, { description: 'The recall whose notifications are asked for.' }) recallId: string,
    @Arg('states', () => [NotificationStateEnum], { nullable: true, description: 'Only these; leave out for all.' })
    states: NotificationState[] | null,
    @Arg('wave', () => String, { nullable: true, description: 'Only this one; leave out for all.' })
    wave: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return listNotifications(context, { recallId, states, wave }, page);
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE')
  @Query(() => NotificationConnectionType, {
    description: 'Who has to be told by a person, over all recalls, longest waiting first.',
  })
  notificationWorkQueue(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listWorkQueue(context, page);
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE')
  @Mutation(() => SettleNotificationResult, {
    description: 'Records what a person did about a notification, or knows of it.',
  })
  settleNotification(
    @Arg('input', () => SettleNotificationInputType, { description: 'Which one, and what it has come to.' })
    input: SettleNotificationInputType,
    @Ctx() context: Context,
  ) {
    return settleNotification(context, input);
  }

  @Access('QUALITY')
  @Mutation(() => SendNotificationAgainResult, {
    description: 'Tries a notification by e-mail once more, for instance when the address has been corrected.',
  })
  sendNotificationAgain(
    @Arg('notificationId', () => ID, { description: 'The id of the notification.' }) notificationId: string,
    @Ctx() context: Context,
  ) {
    return sendNotificationAgain(context, notificationId);
  }

  @FieldResolver(() => [NotificationAttemptType], { description: 'Every try, oldest first.' })
  async attempts(@Root() { notificationId }: Notification, @Ctx() { load }: Context) {
    return (await load(attemptsOfNotification, notificationId))?.attempts ?? [];
  }

  @FieldResolver(() => CustomerType, { nullable: true, description: 'Null where the recipient is no customer.' })
  customer(@Root() { partyKind, partyId }: Notification, @Ctx() { load }: Context) {
    return partyKind === 'CUSTOMER' ? load(customerById, partyId) : null;
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'Null where the recipient is no carrier.' })
  carrier(@Root() { partyKind, partyId }: Notification, @Ctx() { load }: Context) {
    return partyKind === 'CARRIER' ? load(carrierById, partyId) : null;
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where it would go now. Customer service sees it masked; null where there is no address.',
  })
  email(@Root() notification: Notification, @Ctx() context: Context) {
    return readEmail(context, notification);
  }
}
