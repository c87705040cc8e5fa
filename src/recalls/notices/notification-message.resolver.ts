import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import {
  type Notification,
  NotificationMessageType,
  NotificationType,
  renderNotice,
} from '../../notifications/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { contentOf } from './notice-content.js';

@Resolver(() => NotificationType)
export class NotificationMessageResolver {
  @Access('QUALITY')
  @FieldResolver(() => NotificationMessageType, {
    description:
      'The message, written again from the frozen texts: the same that was sent or kept. Holds the recipient’s answer link.',
  })
  async message(@Root() notification: Notification, @Ctx() context: Context) {
    return renderNotice(await contentOf(context, notification), notification.language);
  }
}
