/** A calendar day, `YYYY-MM-DD`. Days of this form compare as text. */
export type Day = string;

/** What the calendar quarter of an order says about the batch its goods are taken from. */
export interface BatchRun {
  readonly number: string;
  readonly producedOn: Day;
  readonly expiresOn: Day;
}

/** The batch an order of `day` is served from: made at the start of the quarter before, good for two years. */
export function batchRunOf(day: Day): BatchRun {
  const year = Number(day.slice(0, 4));
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return {
    number: `${year}Q${quarter}`,
    producedOn: monthStart(year, quarter * 3 - 5),
    expiresOn: monthStart(year + 2, quarter * 3 - 5),
  };
}

export function daysAfter(day: Day, days: number): Day {
  const year = Number(day.slice(0, 4));
  return dayOf(Date.UTC(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + days));
}

export const utcTime = (day: Day, time: `${number}:${number}`): string => `${day}T${time}:00Z`;

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && daysAfter(text, 0) === text;
}

/** `month` counts from 1 and may fall before January: month −2 is October of the year before. */
const monthStart = (year: number, month: number): Day => dayOf(Date.UTC(year, month - 1, 1));

const dayOf = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);
