import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { InvalidText } from '../../src/platform/text.js';
import { parseDay, parseInstant } from '../../src/platform/time.js';

test.each(['2026-02-28', '2024-02-29', '1997-04-01'])('%s is a day', (text) => {
  expect(parseDay(text)).toBe(text);
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '0026-01-01',
  '26-01-01',
  '2026-1-1',
  '28.02.2026',
  '2026-02-28T00:00Z',
  '',
])('%j is none', (text) => {
  expect(parseDay(text)).toBeInstanceOf(InvalidText);
});

test.each([
  ['2026-02-28T06:00:00+01:00', '2026-02-28T05:00:00.000Z', 60],
  ['2026-02-28T06:00Z', '2026-02-28T06:00:00.000Z', 0],
  ['2026-02-28t06:00:00.1239z', '2026-02-28T06:00:00.123Z', 0],
  ['2026-02-28 06:00:00,5-03:30', '2026-02-28T09:30:00.500Z', -210],
  ['2026-12-31T23:59:60Z', '2026-12-31T23:59:59.000Z', 0],
  ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z', 840],
])('%s is %s', (text, utc, offsetMinutes) => {
  expect(parseInstant(text)).toEqual({ at: new Date(utc), offsetMinutes });
});

test.each([
  '2026-02-28T06:00:00',
  '2026-02-28',
  '2026-02-30T06:00:00Z',
  '2026-02-28T24:00:00Z',
  '2026-02-28T06:60:00Z',
  '2026-02-28T06:00:00+15:00',
  '2026-02-28T06:00:00-12:30',
  '1772258400000',
  'yesterday',
  '',
])('%j is no instant: it lacks an offset, or never was', (text) => {
  expect(parseInstant(text)).toBeInstanceOf(InvalidText);
});

test('an instant of a year that no clock shows is told from a day that never was', () => {
  expect(parseInstant('0001-01-01T00:00:00Z')).toMatchObject({ reason: 'has a year before 1000' });
  expect(parseInstant('2026-02-29T00:00:00Z')).toMatchObject({ reason: 'is not a day of the calendar' });
});

test('every instant that JavaScript writes is read back', () => {
  const date = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, (at) => {
      expect(parseInstant(at.toISOString())).toEqual({ at, offsetMinutes: 0 });
    }),
  );
});
