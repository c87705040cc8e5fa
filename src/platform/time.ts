import { InvalidText } from './text.js';

/** An instant as someone's clock showed it. */
export interface Instant {
  readonly at: Date;
  /** Minutes that the clock was ahead of UTC. */
  readonly offsetMinutes: number;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?([0-5]\d))$/;

/** Clocks are at most 14 hours ahead of UTC (Kiribati) and 12 behind. */
const MOST_AHEAD = 14 * 60;
const MOST_BEHIND = 12 * 60;
const MINUTE = 60_000;

/** A year below it is a clock that was never set, or was typed with too few digits. */
const EARLIEST_YEAR = 1000;

/** A day of the calendar, `2026-02-28`. */
export function parseDay(text: string): string | InvalidText {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || !month || !day) return new InvalidText('is not a date such as 2026-02-28');
  return isDay(Number(year), Number(month), Number(day)) ? text : notADay();
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= EARLIEST_YEAR && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function notADay(): InvalidText {
  return new InvalidText('is not a day of the calendar');
}

/** An instant with the offset of the clock that showed it, `2026-02-28T06:00:00+01:00`; finer than a millisecond is cut off. */
export function parseInstant(text: string): Instant | InvalidText {
  const parts = INSTANT.exec(text);
  if (!parts) return new InvalidText('is not a time with its offset from UTC, such as 2026-02-28T06:00:00+01:00');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const [fraction = '', utc, sign, aheadHours, aheadMinutes] = parts.slice(7);
  if (year < EARLIEST_YEAR) return new InvalidText(`has a year before ${EARLIEST_YEAR}`);
  if (!isDay(year, month, day)) return notADay();
  const offsetMinutes = utc ? 0 : Number(`${sign}1`) * (Number(aheadHours) * 60 + Number(aheadMinutes));
  if (offsetMinutes > MOST_AHEAD || offsetMinutes < -MOST_BEHIND) {
    return new InvalidText('has an offset from UTC that no clock on Earth has');
  }
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  // A leap second is counted with the second before it; neither JavaScript nor PostgreSQL has another place for it.
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), ms);
  return { at: new Date(local - offsetMinutes * MINUTE), offsetMinutes };
}
