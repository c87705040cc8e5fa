import type { Queryable } from '../platform/database/database.js';
import type { NoticeContent } from './notice/notice.js';
import type { NotificationState } from './notification.rules.js';

export type RecipientKind = 'CUSTOMER' | 'CARRIER' | 'INTERNAL';
export type NotificationChannel = 'EMAIL' | 'PHONE' | 'POST';

/** Who must hear it: a party, never an address. The address is looked up at each attempt. */
export interface Recipient {
  readonly partyKind: RecipientKind;
  readonly partyId: string;
  /** E-mail is sent by Retrace; phone and post stand on the list of what people have to do. */
  readonly channel: NotificationChannel;
  /** Two letters. */
  readonly language: string;
}

/** One message to one recipient by one channel. */
export interface Notification {
  readonly notificationId: string;
  readonly lane: number;
  readonly recallId: string;
  readonly wave: string;
  readonly partyKind: RecipientKind;
  readonly partyId: string;
  readonly channel: NotificationChannel;
  readonly language: string;
  readonly state: NotificationState;
  /** Since when it has this state. */
  readonly stateAt: Date;
  /** Why it has this state: what the mail server said, or what a person wrote. */
  readonly stateReason: string | null;
  readonly queuedAt: Date;
  /** When it is due next; null when nothing more is planned. */
  readonly dueAt: Date | null;
  readonly attempts: number;
  /** It was sent again without knowing whether the first copy arrived. */
  readonly possibleDuplicate: boolean;
  /** Until when its answer link is good. */
  readonly answerableUntil: Date;
}

/** Writes a notification's content from the recall's frozen texts and scope: asked twice, it answers the same. */
export type Renderer = (db: Queryable, notification: Notification) => Promise<NoticeContent>;
