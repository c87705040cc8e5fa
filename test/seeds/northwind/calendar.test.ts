import { expect, test } from '@jest/globals';
import { batchRunOf, daysAfter, isDay, utcTime } from '../../../seeds/northwind/calendar.js';

test.each([
  ['1997-01-01', '1997Q1', '1996-10-01', '1998-10-01'],
  ['1997-03-31', '1997Q1', '1996-10-01', '1998-10-01'],
  ['1997-04-01', '1997Q2', '1997-01-01', '1999-01-01'],
  ['1997-06-30', '1997Q2', '1997-01-01', '1999-01-01'],
  ['1996-07-04', '1996Q3', '1996-04-01', '1998-04-01'],
  ['1997-12-31', '1997Q4', '1997-07-01', '1999-07-01'],
])('an order of %s is served from batch %s, produced on %s and good until %s', (day, number, producedOn, expiresOn) => {
  expect(batchRunOf(day)).toEqual({ number, producedOn, expiresOn });
});

test('days are counted over the ends of months, leap days and years', () => {
  expect(daysAfter('1998-04-29', 3)).toBe('1998-05-02');
  expect(daysAfter('1996-02-28', 1)).toBe('1996-02-29');
  expect(daysAfter('1997-01-01', -1)).toBe('1996-12-31');
});

test('a day that is not in the calendar is no day', () => {
  expect(isDay('1996-02-29')).toBe(true);
  expect(isDay('1997-02-29')).toBe(false);
  expect(isDay('1997-13-01')).toBe(false);
  expect(isDay('1997-1-1')).toBe(false);
  expect(isDay('')).toBe(false);
});

test('a time names its day and its offset', () => {
  expect(utcTime('1997-05-06', '06:00')).toBe('1997-05-06T06:00:00Z');
});
