/**
 * The day that six digits `YYMMDD` mean, as `YYYY-MM-DD`. The year is the one within 49 years before and 50 years after
 * this one; day `00` is the last of the month. The digits must be a date.
 *
 * GS1 General Specifications, 7.12 "Determination of century in dates"; 3.4.7 for day 00.
 */
export function calendarDate(yymmdd: string, thisYear: number): string {
  const century = thisYear - (thisYear % 100);
  const distance = century + Number(yymmdd.slice(0, 2)) - thisYear;
  const shift = distance > 50 ? -100 : distance < -49 ? 100 : 0;
  const year = thisYear + distance + shift;
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4, 6)) || new Date(Date.UTC(year, month, 0)).getUTCDate();
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}
