import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { outcomeUnion } from '../platform/graphql/outcome-union.js';
import { UserErrorType } from '../platform/graphql/user-error.type.js';
import { NotificationType } from './notification.type.js';
import type { sendNotificationAgain } from './send-notification-again.js';
import { SETTLEMENT, type Settlement, type settleNotification } from './settle-notification.js';

registerEnumType(SETTLEMENT, {
  name: 'Settlement',
  description: 'What a person says of a notification.',
  valuesConfig: {
    CONTACTED: { description: 'Someone reached the recipient, by phone, letter or visit.' },
    BOUNCED: { description: 'A bounce came back after the mail server had taken the message over.' },
    SUPPRESSED: { description: 'This recipient need not be told.' },
  },
});

@InputType('SettleNotificationInput', { description: 'A person’s word for what became of a notification.' })
export class SettleNotificationInputType {
  @Field(() => ID, { description: 'The notification that was dealt with by hand.' })
  notificationId!: string;

  @Field(() => SETTLEMENT, { description: 'What it has come to.' })
  as!: Settlement;

  @Field(() => String, {
    description: 'How, or why; at most 500 characters. Name no person: it goes into the audit trail.',
  })
  note!: string;
}

@ObjectType('NotificationSettled', { description: 'It is settled as was said.' })
export class NotificationSettledType {
  @Field(() => NotificationType, { description: 'As it is now.' })
  notification!: NotificationType;
}

@ObjectType('NotificationQueued', { description: 'It is tried by e-mail again, at once.' })
export class NotificationQueuedType {
  @Field(() => NotificationType, { description: 'As it is now.' })
  notification!: NotificationType;
}

@ObjectType('NotificationUnknown', { implements: UserErrorType, description: 'There is no such notification.' })
export class NotificationUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'The id that no notification has.' })
  notificationId!: string;
}

@ObjectType('NotificationCannotBecome', {
  implements: UserErrorType,
  description: 'Its state does not allow that; the state is the notification’s.',
})
export class NotificationCannotBecomeType extends UserErrorType {
  @Field(() => NotificationType, { description: 'As it is, unchanged.' })
  notification!: NotificationType;
}

@ObjectType('NoteInvalid', { implements: UserErrorType, description: 'The note is empty, too long, or no plain text.' })
export class NoteInvalidType extends UserErrorType {}

export const SettleNotificationResult = outcomeUnion<typeof settleNotification>()('SettleNotificationResult', () => ({
  NotificationSettled: NotificationSettledType,
  NotificationUnknown: NotificationUnknownType,
  NotificationCannotBecome: NotificationCannotBecomeType,
  NoteInvalid: NoteInvalidType,
}));

export const SendNotificationAgainResult = outcomeUnion<typeof sendNotificationAgain>()(
  'SendNotificationAgainResult',
  () => ({
    NotificationQueued: NotificationQueuedType,
    NotificationUnknown: NotificationUnknownType,
    NotificationCannotBecome: NotificationCannotBecomeType,
  }),
);
