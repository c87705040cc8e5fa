import { digitsOfLength, inOrder, isDigits, NON_DIGIT, type Linter } from './linter.js';

const lengthOfDate = (length: number): Linter => digitsOfLength(length, 'DATE_TOO_SHORT', 'DATE_TOO_LONG');

/** Two-digit years are within 50 years of now; either century they may mean has the same leap years, but for 1900 and 2100. */
const fullYear = (text: string) => (text.length === 6 ? 2000 + Number(text.slice(0, 2)) : Number(text.slice(0, 4)));

/** A day of the calendar. `00` stands for the end of the month where a day may be left out. */
const calendarDay =
  (dayMayBeZero: boolean): Linter =>
  (text) => {
    const month = Number(text.slice(-4, -2));
    const day = Number(text.slice(-2));
    if (month < 1 || month > 12) return 'ILLEGAL_MONTH';
    const lastDay = new Date(Date.UTC(fullYear(text), month, 0)).getUTCDate();
    return day > lastDay || (day === 0 && !dayMayBeZero) ? 'ILLEGAL_DAY' : null;
  };

export const yymmdd = inOrder(lengthOfDate(6), calendarDay(false));
export const yymmd0 = inOrder(lengthOfDate(6), calendarDay(true));
export const yyyymmdd = inOrder(lengthOfDate(8), calendarDay(false));
export const yyyymmd0 = inOrder(lengthOfDate(8), calendarDay(true));

const atMost =
  (highest: number, fault: string): Linter =>
  (text) =>
    Number(text) > highest ? fault : null;

export const hh = inOrder(digitsOfLength(2, 'HOUR_TOO_SHORT', 'HOUR_TOO_LONG'), atMost(23, 'ILLEGAL_HOUR'));
export const mi = inOrder(digitsOfLength(2, 'MINUTE_TOO_SHORT', 'MINUTE_TOO_LONG'), atMost(59, 'ILLEGAL_MINUTE'));
export const ss = inOrder(digitsOfLength(2, 'SECOND_TOO_SHORT', 'SECOND_TOO_LONG'), atMost(59, 'ILLEGAL_SECOND'));

export const hhmi: Linter = inOrder(
  digitsOfLength(4, 'HOUR_WITH_MINUTE_TOO_SHORT', 'HOUR_WITH_MINUTE_TOO_LONG'),
  (text) => hh(text.slice(0, 2)),
  (text) => mi(text.slice(2)),
);

const coordinate = (wrongLength: string, outside: string, highest: number): Linter =>
  inOrder(
    (text) => (text.length === 10 ? null : wrongLength),
    (text) => (isDigits(text) ? null : NON_DIGIT),
    atMost(highest, outside),
  );

/** Ten-millionths of a degree, shifted to begin at zero. */
export const latitude = coordinate('LATITUDE_INVALID_LENGTH', 'INVALID_LATITUDE', 1_800_000_000);
export const longitude = coordinate('LONGITUDE_INVALID_LENGTH', 'INVALID_LONGITUDE', 3_600_000_000);
