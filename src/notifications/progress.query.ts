import type { Queryable } from '../platform/database/database.js';
import { findOutage, type MailOutage } from './dispatch/outage.query.js';
import { NEEDS_A_PERSON, type NotificationState, ON_ITS_WAY } from './notification.rules.js';

/** How far the telling of a recall has come. */
export interface NotificationProgress {
  readonly waves: readonly WaveProgress[];
  /** How many were to be told when the waves were frozen. */
  readonly recipients: number;
  /** Retrace still has something to do for them. */
  readonly onTheirWay: number;
  /** A person has something to do for them. */
  readonly needAPerson: number;
  /** `recipients` less the sum over all states: 0, unless a row was lost. */
  readonly missing: number;
  readonly pausedSince: Date | null;
  /** Why nothing is being sent; null while the mail server can be used. */
  readonly outage: MailOutage | null;
}

export interface WaveProgress {
  readonly wave: string;
  readonly recipients: number;
  readonly frozenAt: Date;
  readonly counts: readonly StateCount[];
}

export interface StateCount {
  readonly state: NotificationState;
  readonly count: number;
}

interface WaveRow {
  readonly wave: string;
  readonly recipients: number;
  readonly frozenAt: Date;
}

/** Counts what there is, and holds it against what was frozen. */
export async function progressOf(db: Queryable, recallId: string, now: Date): Promise<NotificationProgress> {
  // One after another: in a transaction there is one connection, and it takes one statement at a time.
  const waves = await wavesOf(db, recallId);
  const counts = await countsOf(db, recallId);
  const pausedSince = await pausedSinceOf(db, recallId);
  const outage = await findOutage(db, now);
  const recipients = sum(waves.map((wave) => wave.recipients));
  const countIn = (states: readonly NotificationState[]) =>
    sum(counts.filter(({ state }) => states.includes(state)).map(({ count }) => count));
  return {
    waves: waves.map((wave) => ({
      ...wave,
      counts: counts.filter((each) => each.wave === wave.wave).map(({ state, count }) => ({ state, count })),
    })),
    recipients,
    onTheirWay: countIn(ON_ITS_WAY),
    needAPerson: countIn(NEEDS_A_PERSON),
    missing: recipients - sum(counts.map(({ count }) => count)),
    pausedSince,
    outage,
  };
}

function wavesOf(db: Queryable, recallId: string): Promise<WaveRow[]> {
  return db.rows<WaveRow>(
    'waves_of_recall',
    `
    select notification_wave.wave, notification_wave.recipients, notification_wave.frozen_at as "frozenAt"
    from notification_wave
    where notification_wave.recall_id = $1
    order by notification_wave.frozen_at, notification_wave.wave
    `,
    [recallId],
  );
}

function countsOf(db: Queryable, recallId: string): Promise<(StateCount & { readonly wave: string })[]> {
  return db.rows(
    'notification_counts_of_recall',
    `
    select notification.wave, notification.state, count(*) as count
    from notification
    where notification.recall_id = $1
    group by notification.wave, notification.state
    order by notification.wave, notification.state
    `,
    [recallId],
  );
}

async function pausedSinceOf(db: Queryable, recallId: string): Promise<Date | null> {
  const [pause] = await db.rows<{ pausedAt: Date }>(
    'sending_pause_of_recall',
    `select sending_pause.paused_at as "pausedAt" from sending_pause where sending_pause.recall_id = $1`,
    [recallId],
  );
  return pause?.pausedAt ?? null;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
