import type { Queryable } from '../platform/database/database.js';
import type { MailReport } from '../platform/mail.js';
import type { NoticeContent } from './notice/notice.js';
import type { NotificationState } from './notification.rules.js';

/**
 * # Notifications
 *
 * A **recipient** is a party that must hear of a recall; not an address, which is looked up when it is needed. A **wave**
 * is everyone who is told at once: first the company's own people, then carriers and customers. A recipient, a wave and a
 * channel make a **notification**, whose id is derived from the three. An **attempt** is one try at it.
 *
 * `freezeNotifications` writes a wave's notifications in the transaction that launches it: all of them or none. From then on
 * they are the truth, and nothing is sent from memory. A **dispatcher**, one in each Retrace, takes them out of 64 **lanes**:
 *
 * 1. It claims one: state SENDING, a **token** of its own, a **lease** of a minute, and the attempt's row; and commits.
 * 2. It has the **renderer** write the message from the recall's frozen texts, and hands it to the mail **channel**, which
 *    reports how far it came and never throws.
 * 3. It writes the attempt's result once, and the notification's next state if the token still is its own.
 *
 * Who dies before 1 has done nothing. Who dies after it leaves SENDING until the lease ends; nobody can know whether the mail
 * went out, so it becomes UNKNOWN and is sent again with the same Message-ID, the attempt flagged as a possible duplicate.
 * Who was only asleep finds its token gone; what it reports is kept as late, and if that is ACCEPTED in time, the copy is
 * spared. So no message is lost, and none is doubled without a row that says so.
 *
 * What no mail can do (MANUAL, BOUNCED, EXPIRED) waits for people on the **work queue**. `notification.rules.ts` has the
 * states and the moves between them, `retry.rules.ts` the schedule. A paused recall is not claimed. A mail server that is away
 * opens the **circuit breaker**: one message asks for all.
 */

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

/** One try at a notification. */
export interface Attempt {
  readonly notificationId: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Null while it is under way, or until its dispatcher is taken for dead. */
  readonly result: AttemptResult | null;
  /** What the mail server said, without addresses. */
  readonly reply: string | null;
  readonly possibleDuplicate: boolean;
  /** What a dispatcher reported that had been taken for dead. */
  readonly lateResult: AttemptResult | null;
  readonly lateReply: string | null;
}

export type AttemptReport =
  | MailReport
  /** The recipient has no e-mail address that can be used now. */
  | { readonly result: 'NO_ADDRESS'; readonly reply: string }
  /** The message could not be put together; the log says why. */
  | { readonly result: 'NOT_WRITTEN'; readonly reply: string };

export type AttemptResult = AttemptReport['result'];

/** Writes a notification's content from the recall's frozen texts and scope: asked twice, it answers the same. */
export type Renderer = (db: Queryable, notification: Notification) => Promise<NoticeContent>;
