/**
 * The states of a notification, and which may follow which. Every statement that moves a notification takes its `from`
 * out of this table.
 */
export const NOTIFICATION_MOVES = {
  /** Waits for its turn, its wave, or its next try. */
  QUEUED: ['SENDING', 'MANUAL', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** Claimed by a dispatcher, which is talking to the mail server or died while it did. */
  SENDING: ['ACCEPTED', 'KEPT', 'QUEUED', 'UNKNOWN', 'BOUNCED', 'EXPIRED', 'MANUAL', 'ANSWERED'],
  /** Nobody knows whether it was sent. It is sent again with the same Message-ID, and that attempt is flagged. */
  UNKNOWN: ['SENDING', 'ACCEPTED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** The mail server took it over. Not "delivered": a bounce can still come back. */
  ACCEPTED: ['QUEUED', 'BOUNCED', 'CONTACTED', 'ANSWERED'],
  /** No mail server is configured; the message can be read in Retrace. */
  KEPT: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** Refused for good. A person has to find another way. */
  BOUNCED: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** Refused for now until the last try. A person has to find another way. */
  EXPIRED: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** Cannot go by e-mail: a person phones or writes. */
  MANUAL: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'],
  /** A person reached the recipient and says how. */
  CONTACTED: ['ANSWERED'],
  /** A person decided that this recipient need not be told, and says why. */
  SUPPRESSED: ['QUEUED', 'ANSWERED'],
  /** The recipient answered. */
  ANSWERED: [],
} as const satisfies Record<string, readonly string[]>;

export type NotificationState = keyof typeof NOTIFICATION_MOVES;

export const NOTIFICATION_STATES = Object.keys(NOTIFICATION_MOVES) as NotificationState[];

/** Retrace still has something to do. */
export const ON_ITS_WAY = ['QUEUED', 'SENDING', 'UNKNOWN'] as const satisfies NotificationState[];

/** The work queue: a person has something to do. */
export const NEEDS_A_PERSON = ['MANUAL', 'BOUNCED', 'EXPIRED'] as const satisfies NotificationState[];

export function mayBecome(from: NotificationState, to: NotificationState): boolean {
  return (NOTIFICATION_MOVES[from] as readonly NotificationState[]).includes(to);
}

/** The states from which `to` can be reached in one move. */
export function statesBefore(to: NotificationState): NotificationState[] {
  return NOTIFICATION_STATES.filter((from) => mayBecome(from, to));
}
