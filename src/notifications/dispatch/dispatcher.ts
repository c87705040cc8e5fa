import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { answerableUntil } from '../answer-token.js';
import { announcer } from './announcer.js';
import { attempt } from './attempt.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { type Claim, claimNext, type Claimed, giveUpExpiredLeases, lanesWithWork } from './claim.query.js';
import type { Dispatch, DispatcherOptions } from './dispatch.js';
import { LIMITS, Pace } from './pace.js';
import { recordAttempt } from './record-attempt.js';

export interface Dispatcher {
  /** Sends what is due now, and returns when nothing more is. */
  drain(): Promise<void>;
  /** Claims no more, and waits for what is under way. */
  stop(): Promise<void>;
}

const AT_ONCE = 10;
const POLL_MS = 1_000;
/** Longer than the longest send, so that only who has died or stands still loses a claim. */
const LEASE_MS = 60_000;

/** A dispatcher that sends when told to. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new LaneDispatcher(options);
}

/** A dispatcher that looks every second for what is due, until it is stopped. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const dispatcher = new LaneDispatcher(options);
  dispatcher.start();
  return dispatcher;
}

class LaneDispatcher implements Dispatcher {
  private readonly dispatch: Dispatch;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private lanes: number[] = [];
  private looking: Promise<void> | null = null;
  private resting: Promise<void> | null = null;

  constructor(options: DispatcherOptions) {
    const { limits = LIMITS, atOnce = AT_ONCE, announce } = options;
    this.dispatch = {
      ...options,
      announce: announcer(announce),
      limits,
      atOnce,
      pace: new Pace(limits),
      breaker: new CircuitBreaker(),
    };
  }

  start(): void {
    this.running = Promise.all([...this.workers(() => this.work()), this.keepLeases()]);
  }

  async drain(): Promise<void> {
    await this.giveUpLeases();
    await Promise.all(this.workers(() => this.workUntilIdle()));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private workers(work: () => Promise<void>): Promise<void>[] {
    return Array.from({ length: this.dispatch.atOnce }, work);
  }

  private async work(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.survive(async () => {
        await this.workUntilIdle();
        await this.rest();
      });
    }
  }

  private async keepLeases(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.survive(async () => {
        await this.giveUpLeases();
        await this.rest();
      });
    }
  }

  /** A database that is away must not end the dispatcher: what it did not record is found by its lease. */
  private async survive(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.dispatch.log.error({ err: error }, 'The dispatcher could not reach the database; it goes on in a second.');
      await this.rest();
    }
  }

  /** Who has nothing to do rests together with the others, so that they look for work together. */
  private rest(): Promise<void> {
    this.resting ??= sleep(POLL_MS, undefined, { signal: this.stopping.signal })
      // Woken to stop.
      .catch(() => undefined)
      .finally(() => {
        this.resting = null;
      });
    return this.resting;
  }

  private async workUntilIdle(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const claimed = await this.claim();
      if (!claimed) return;
      const report = await attempt(this.dispatch, claimed);
      await recordAttempt(this.dispatch, claimed, report);
    }
  }

  /** The next notification of any lane, unless the mail server is known to be away. */
  private async claim(): Promise<Claimed | null> {
    const { service, breaker } = this.dispatch;
    if (!breaker.admits(service.now())) return null;
    // What a look finds may be claimed by others meanwhile: then there is nothing for this worker, and it does not look again.
    const claimed = (await this.claimFromLanes()) ?? (await this.look().then(() => this.claimFromLanes()));
    if (!claimed) breaker.withdraw();
    return claimed;
  }

  /** Takes the lanes in turn, until one has something. */
  private async claimFromLanes(): Promise<Claimed | null> {
    const { db, now } = this.dispatch.service;
    for (let lane = this.lanes.shift(); lane !== undefined; lane = this.lanes.shift()) {
      const claimed = await claimNext(db, leaseOf(lane, now()));
      if (!claimed) continue;
      this.lanes.push(lane);
      return claimed;
    }
    return null;
  }

  /** Looks for lanes that have something due; workers who want to look at the same time share one look. */
  private look(): Promise<void> {
    this.looking ??= this.lookForWork().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookForWork(): Promise<void> {
    const { db, now } = this.dispatch.service;
    this.lanes = await lanesWithWork(db, now());
  }

  private async giveUpLeases(): Promise<void> {
    const { service, announce } = this.dispatch;
    for (const recallId of await giveUpExpiredLeases(service.db, service.now())) announce(recallId);
  }
}

function leaseOf(lane: number, now: Date): Claim {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  return { lane, token: randomUUID(), now, leaseUntil, answerableUntil: answerableUntil(now) };
}
