import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import type { AttemptResult, NotificationChannel, RecipientKind } from './notification.js';
import { NOTIFICATION_STATES, type NotificationState } from './notification.rules.js';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [Key in Value]: Key };

export const NotificationStateEnum = enumOf(NOTIFICATION_STATES);
registerEnumType(NotificationStateEnum, {
  name: 'NotificationState',
  description: 'How far a notification has come. ACCEPTED by the mail server is not yet delivered.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn, its wave, or its next try.' },
    SENDING: { description: 'Is being handed to the mail server.' },
    UNKNOWN: { description: 'May have been sent; is sent again with the same Message-ID, and flagged.' },
    ACCEPTED: { description: 'The mail server took it over. A bounce can still come back.' },
    KEPT: {
      description:
        'No mail server is configured: the message can be read in Retrace, nobody was told, and it goes out when Retrace starts with one.',
    },
    BOUNCED: { description: 'Refused for good: a person has to find another way.' },
    EXPIRED: { description: 'Refused for now until the last try: a person has to find another way.' },
    MANUAL: { description: 'Cannot go by e-mail: a person phones or writes.' },
    CONTACTED: { description: 'A person reached the recipient.' },
    SUPPRESSED: { description: 'A person decided that this recipient need not be told.' },
    ANSWERED: { description: 'The recipient answered.' },
  },
});

const RecipientKindEnum = enumOf<RecipientKind>(['CUSTOMER', 'CARRIER', 'INTERNAL']);
registerEnumType(RecipientKindEnum, { name: 'RecipientKind', description: 'What kind of party is told.' });

const NotificationChannelEnum = enumOf<NotificationChannel>(['EMAIL', 'PHONE', 'POST']);
registerEnumType(NotificationChannelEnum, {
  name: 'NotificationChannel',
  description: 'How a recipient is told. Retrace sends e-mail; phone and post stand on the work queue.',
});

const AttemptResultEnum = enumOf<AttemptResult>([
  'ACCEPTED',
  'KEPT',
  'BOUNCED',
  'DEFERRED',
  'UNAVAILABLE',
  'UNKNOWN',
  'NO_ADDRESS',
  'NOT_WRITTEN',
]);
registerEnumType(AttemptResultEnum, {
  name: 'AttemptResult',
  description: 'What became of one try.',
  valuesConfig: {
    ACCEPTED: { description: 'The mail server took the message over.' },
    KEPT: { description: 'There is no mail server.' },
    BOUNCED: { description: 'Refused for good.' },
    DEFERRED: { description: 'Refused for now.' },
    UNAVAILABLE: { description: 'The mail server could not be used; this costs the notification no try.' },
    UNKNOWN: { description: 'The line broke, or the sender died, when the message may have been handed over.' },
    NO_ADDRESS: { description: 'There was no e-mail address that can be used.' },
    NOT_WRITTEN: { description: 'The message could not be put together.' },
  },
});

@ObjectType('NotificationAttempt', { description: 'One try at a notification. Its result is written once.' })
export class NotificationAttemptType {
  @Field(() => Int, { description: 'From 1.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When the attempt began.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its result was known; null while it is not.' })
  finishedAt!: Date | null;

  @Field(() => AttemptResultEnum, { nullable: true, description: 'Null while it is under way.' })
  result!: AttemptResult | null;

  @Field(() => String, { nullable: true, description: 'What the mail server said, without addresses.' })
  reply!: string | null;

  @Field(() => Boolean, { description: 'An earlier copy may have arrived; this one had the same Message-ID.' })
  possibleDuplicate!: boolean;

  @Field(() => AttemptResultEnum, {
    nullable: true,
    description: 'What a sender reported after it had been taken for dead.',
  })
  lateResult!: AttemptResult | null;

  @Field(() => String, { nullable: true, description: 'What the mail server had said to it.' })
  lateReply!: string | null;
}

@ObjectType('Notification', { description: 'One message of a recall to one recipient, with every attempt kept.' })
export class NotificationType {
  @Field(() => ID, { description: 'Its id, made from recall, wave, recipient and channel.' })
  notificationId!: string;

  @Field(() => ID, { description: 'The recall that it tells of.' })
  recallId!: string;

  @Field(() => String, { description: 'INTERNAL, CARRIER, CUSTOMER …' })
  wave!: string;

  @Field(() => RecipientKindEnum, { description: 'What the recipient is: a customer, a carrier, or one of our own.' })
  partyKind!: RecipientKind;

  @Field(() => ID, { description: 'The party. Names and addresses stand with it, and are never copied here.' })
  partyId!: string;

  @Field(() => NotificationChannelEnum, { description: 'How it goes out.' })
  channel!: NotificationChannel;

  @Field(() => String, { description: 'Two letters (ISO 639-1).' })
  language!: string;

  @Field(() => NotificationStateEnum, { description: 'How far it has come.' })
  state!: NotificationState;

  @Field(() => DateTimeScalar, { description: 'Since when it has this state.' })
  stateAt!: Date;

  @Field(() => String, { nullable: true, description: 'What the mail server said, or what a person wrote.' })
  stateReason!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the launch queued it.' })
  queuedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next.' })
  dueAt!: Date | null;

  @Field(() => Boolean, { description: 'It was sent again without knowing whether the first copy arrived.' })
  possibleDuplicate!: boolean;

  @Field(() => DateTimeScalar, { description: 'Until when the link in it is good.' })
  answerableUntil!: Date;
}

@ObjectType('NotificationMessage', { description: 'A notification as the recipient reads it.' })
export class NotificationMessageType {
  @Field(() => String, { description: 'Its subject line.' })
  subject!: string;

  @Field(() => String, { description: 'The part for those who read mail as plain text.' })
  text!: string;

  @Field(() => String, { description: 'The part that most people see. Show it in a sandboxed frame only.' })
  html!: string;

  @Field(() => String, { description: 'The language of its frame: headings, labels, what the law wants said.' })
  language!: string;

  @Field(() => Boolean, { description: 'There is no frame in the recipient’s language, and English was taken.' })
  fellBack!: boolean;
}

export const NotificationConnectionType = connectionType('Notification', () => NotificationType);
