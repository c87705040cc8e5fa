import { LRUCache } from 'lru-cache';

export interface Rate {
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
}

export interface Limits {
  readonly overall: Rate;
  /** Large mail providers refuse senders that come too fast. */
  readonly perDomain: Rate;
}

export const LIMITS: Limits = {
  overall: { perSecond: 200, burst: 200 },
  perDomain: { perSecond: 25, burst: 100 },
};

const DOMAINS_REMEMBERED = 10_000;

/** How fast messages may go, over all and to each domain. */
export class Pace {
  private readonly overall: TokenBucket;
  private readonly domains = new LRUCache<string, TokenBucket>({ max: DOMAINS_REMEMBERED });

  constructor(private readonly limits: Limits) {
    this.overall = new TokenBucket(limits.overall);
  }

  /** Books a place for one message; the milliseconds until it may go. */
  book(domain: string, now: Date): number {
    const ofDomain = this.domains.get(domain) ?? new TokenBucket(this.limits.perDomain);
    this.domains.set(domain, ofDomain);
    return Math.max(this.overall.book(now), ofDomain.book(now));
  }
}

/** A bucket may go below zero: whoever took it there waits for as long as it takes to fill up again. */
class TokenBucket {
  private tokens: number;
  private filledAt: number | null = null;

  constructor(private readonly rate: Rate) {
    this.tokens = rate.burst;
  }

  book(now: Date): number {
    const { perSecond, burst } = this.rate;
    const elapsed = Math.max(0, now.getTime() - (this.filledAt ?? now.getTime()));
    this.tokens = Math.min(burst, this.tokens + (elapsed * perSecond) / 1_000) - 1;
    this.filledAt = now.getTime();
    return this.tokens >= 0 ? 0 : (-this.tokens * 1_000) / perSecond;
  }
}
