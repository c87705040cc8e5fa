import { ForAMinute, MINUTE_MS } from './for-a-minute.js';

/** Answers how many seconds someone has to wait; 0 when they may go on, and then it counts. */
export type RateLimit = (who: string, now: Date) => number;

/** At most `perMinute` in any sixty seconds, for each; kept in this process. What was refused does not count. */
export function createRateLimit(perMinute: number): RateLimit {
  const takenBy = new ForAMinute<{ times: number[] }>(() => ({ times: [] }));

  return (who, now) => {
    const time = now.getTime();
    const taken = takenBy.of(who, now);
    taken.times = taken.times.filter((earlier) => earlier > time - MINUTE_MS);
    const [oldest] = taken.times;
    if (oldest !== undefined && taken.times.length >= perMinute) return Math.ceil((oldest + MINUTE_MS - time) / 1_000);
    taken.times.push(time);
    return 0;
  };
}
