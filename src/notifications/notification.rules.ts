interface Moves {
  /** What claiming, sending, and giving up a lease may make of it. */
  readonly byDispatcher: readonly string[];
  /** What people may make of it: the recipient by answering, QUALITY by saying what they did. */
  readonly byPeople: readonly string[];
}

/**
 * The states of a notification, and which may follow which. Every statement that moves one takes its `from` out of this
 * table.
 */
export const NOTIFICATION_MOVES = {
  /** Waits for its turn, its wave, or its next try. */
  QUEUED: { byDispatcher: ['SENDING'], byPeople: ['CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** Claimed by a dispatcher, which is talking to the mail server, or died while it did. */
  SENDING: {
    byDispatcher: ['ACCEPTED', 'KEPT', 'QUEUED', 'UNKNOWN', 'BOUNCED', 'EXPIRED', 'MANUAL'],
    byPeople: ['ANSWERED'],
  },
  /** Nobody knows whether it was sent. It is sent again with the same Message-ID, and that attempt is flagged. */
  UNKNOWN: { byDispatcher: ['SENDING', 'ACCEPTED'], byPeople: ['CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** The mail server took it over. Not "delivered": a bounce can still come back. */
  ACCEPTED: { byDispatcher: [], byPeople: ['QUEUED', 'BOUNCED', 'CONTACTED', 'ANSWERED'] },
  /** No mail server is configured: the message can be read in Retrace, and goes out when there is one. */
  KEPT: { byDispatcher: ['QUEUED'], byPeople: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** Refused for good. A person has to find another way. */
  BOUNCED: { byDispatcher: [], byPeople: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** Refused for now until the last try. A person has to find another way. */
  EXPIRED: { byDispatcher: [], byPeople: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** Cannot go by e-mail: a person phones or writes. */
  MANUAL: { byDispatcher: [], byPeople: ['QUEUED', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'] },
  /** A person reached the recipient, and says how. */
  CONTACTED: { byDispatcher: [], byPeople: ['ANSWERED'] },
  /** A person decided that this recipient need not be told, and says why. */
  SUPPRESSED: { byDispatcher: [], byPeople: ['QUEUED', 'ANSWERED'] },
  /** The recipient answered. */
  ANSWERED: { byDispatcher: [], byPeople: [] },
} as const satisfies Record<string, Moves>;

export type NotificationState = keyof typeof NOTIFICATION_MOVES;

export const NOTIFICATION_STATES = Object.keys(NOTIFICATION_MOVES) as NotificationState[];

/** In the hands of a dispatcher, or soon to be. */
export const IN_SENDING: readonly NotificationState[] = ['QUEUED', 'SENDING', 'UNKNOWN'];

/** Retrace still has something to do, if only once it has a mail server: what was kept has told nobody anything. */
export const ON_ITS_WAY: readonly NotificationState[] = [...IN_SENDING, 'KEPT'];

/** The work queue: a person has something to do. */
export const NEEDS_A_PERSON: readonly NotificationState[] = ['MANUAL', 'BOUNCED', 'EXPIRED'];

export function mayBecome(from: NotificationState, to: NotificationState): boolean {
  const { byDispatcher, byPeople }: Moves = NOTIFICATION_MOVES[from];
  return byDispatcher.includes(to) || byPeople.includes(to);
}

/** The states out of which people may bring a notification to `to`. */
export function statesFromWhichPeopleReach(to: NotificationState): NotificationState[] {
  return NOTIFICATION_STATES.filter((from) => {
    const { byPeople }: Moves = NOTIFICATION_MOVES[from];
    return byPeople.includes(to);
  });
}
