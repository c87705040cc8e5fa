import type { Log } from '../log.js';
import { lookupAlarms } from '../metrics.js';
import { ForAMinute, MINUTE_MS } from './for-a-minute.js';

/** Is told who had so many lookups refused within a minute that a person should look at it. */
export type RaiseAlarm = (actorId: string, refused: number) => void;

/** Refusals of one key within a minute: a few are someone in a hurry, so many are a program that tries serials. */
const ALARMING = 100;

interface Refused {
  /** How many in each second of the last minute: bounded, however many there are. */
  readonly bySecond: Map<number, number>;
  alarmedAt: number;
}

/** Counts lookups that were refused, and raises an alarm at most once a minute for each (`reliability.md` D14). */
export function watchRefusals(raise: RaiseAlarm): (actorId: string, now: Date) => void {
  const refusedOf = new ForAMinute<Refused>(() => ({ bySecond: new Map(), alarmedAt: -Infinity }));

  return (actorId, now) => {
    const refused = refusedOf.of(actorId, now);
    const count = countOne(refused, now);
    if (count < ALARMING || now.getTime() - refused.alarmedAt < MINUTE_MS) return;
    refused.alarmedAt = now.getTime();
    raise(actorId, count);
  };
}

/** Answers how many there were within the minute. */
function countOne({ bySecond }: Refused, now: Date): number {
  const second = Math.floor(now.getTime() / 1_000);
  bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
  let sum = 0;
  for (const [earlier, count] of bySecond) {
    if (earlier > second - 60) sum += count;
    else bySecond.delete(earlier);
  }
  return sum;
}

/** Into the log, where it names the key and nothing that was looked up, and into the metrics. */
export function reportAlarms(log: Log): RaiseAlarm {
  return (actorId, refused) => {
    lookupAlarms.inc();
    log.warn({ actorId, refused }, 'lookups refused within a minute: someone may be trying serials');
  };
}
