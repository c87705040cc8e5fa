import type { AttemptResult } from '../notification.js';
import type { NotificationState } from '../notification.rules.js';

/** Minutes between tries. After the last one, a day in all, a person takes over: a recall cannot wait for a mailbox. */
export const RETRY_MINUTES = [1, 5, 15, 30, 60, 120, 240, 480, 480] as const;

/** So that a thousand messages refused together do not come back together. */
const JITTER = 0.2;

/** A server that cannot be used is asked again at this pace, and costs no notification a try. */
const UNAVAILABLE_MINUTES = 1;

export interface NextStep {
  readonly state: NotificationState;
  readonly dueAt: Date | null;
  /** Tries that count towards the schedule, this one included. */
  readonly failures: number;
}

/** What follows an attempt. `failures` are the tries that failed before; `random` is from 0 up to 1. */
export function stepAfter(result: AttemptResult, failures: number, now: Date, random: number): NextStep {
  switch (result) {
    case 'ACCEPTED':
    case 'KEPT':
    case 'BOUNCED':
      return { state: result, dueAt: null, failures };
    case 'NO_ADDRESS':
      return { state: 'MANUAL', dueAt: null, failures };
    case 'UNAVAILABLE':
      return { state: 'QUEUED', dueAt: later(now, UNAVAILABLE_MINUTES, random), failures };
    case 'UNKNOWN':
    case 'DEFERRED':
    case 'NOT_WRITTEN': {
      const minutes = RETRY_MINUTES[failures];
      if (minutes === undefined) return { state: 'EXPIRED', dueAt: null, failures: failures + 1 };
      const state = result === 'UNKNOWN' ? 'UNKNOWN' : 'QUEUED';
      return { state, dueAt: later(now, minutes, random), failures: failures + 1 };
    }
  }
}

function later(now: Date, minutes: number, random: number): Date {
  const factor = 1 - JITTER + 2 * JITTER * random;
  return new Date(now.getTime() + minutes * factor * 60_000);
}
