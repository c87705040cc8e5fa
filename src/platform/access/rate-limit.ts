const MINUTE_MS = 60_000;

/** Answers how many seconds someone has to wait; 0 when they may go on, and then it counts. */
export type RateLimit = (who: string, now: Date) => number;

/** At most `perMinute` in any sixty seconds, for each; kept in this process. What was refused does not count. */
export function createRateLimit(perMinute: number): RateLimit {
  const takenBy = new Map<string, number[]>();

  return (who, now) => {
    const time = now.getTime();
    const taken = (takenBy.get(who) ?? []).filter((earlier) => earlier > time - MINUTE_MS);
    takenBy.set(who, taken);
    const [oldest] = taken;
    if (oldest !== undefined && taken.length >= perMinute) return Math.ceil((oldest + MINUTE_MS - time) / 1_000);
    taken.push(time);
    return 0;
  };
}
