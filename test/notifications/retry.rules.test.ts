import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { CircuitBreaker } from '../../src/notifications/dispatch/circuit-breaker.js';
import { Pace } from '../../src/notifications/dispatch/pace.js';
import { RETRY_MINUTES, stepAfter } from '../../src/notifications/dispatch/retry.rules.js';
import { mayBecome } from '../../src/notifications/notification.rules.js';

const NOON = new Date('2026-03-01T12:00:00Z');
const after = (ms: number) => new Date(NOON.getTime() + ms);

test('tries grow rarer, within a fifth of the schedule, for a day in all', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: RETRY_MINUTES.length - 1 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const { dueAt, state } = stepAfter('DEFERRED', failures, NOON, random);

        const minutes = ((dueAt?.getTime() ?? 0) - NOON.getTime()) / 60_000;
        const planned = RETRY_MINUTES[failures] ?? 0;
        expect(state).toBe('QUEUED');
        expect(minutes).toBeGreaterThanOrEqual(0.8 * planned - 0.001);
        expect(minutes).toBeLessThanOrEqual(1.2 * planned + 0.001);
      },
    ),
  );
  expect(RETRY_MINUTES.reduce((sum, minutes) => sum + minutes, 0) / 60).toBeCloseTo(24, 0);
});

test('whatever an attempt reports, the notification makes a move that the table allows', () => {
  const results = [
    'ACCEPTED',
    'KEPT',
    'BOUNCED',
    'DEFERRED',
    'UNAVAILABLE',
    'UNKNOWN',
    'NO_ADDRESS',
    'NOT_WRITTEN',
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...results), fc.nat({ max: 12 }), (result, failures) => {
      const { state, dueAt } = stepAfter(result, failures, NOON, 0.5);

      expect(mayBecome('SENDING', state)).toBe(true);
      expect(dueAt !== null).toBe(state === 'QUEUED' || state === 'UNKNOWN');
    }),
  );
});

test('a server that is away costs a notification none of its tries', () => {
  expect(stepAfter('UNAVAILABLE', 4, NOON, 0.5)).toMatchObject({ state: 'QUEUED', failures: 4 });
});

test('after three failures the breaker lets one message ask, ever more rarely, and closes when it succeeds', () => {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 3; i++) {
    expect(breaker.admits(NOON)).toBe(true);
    breaker.failed(NOON);
  }
  expect(breaker.admits(NOON)).toBe(false);
  expect(breaker.admits(after(14_999))).toBe(false);

  expect(breaker.admits(after(15_000))).toBe(true);
  expect(breaker.admits(after(15_000))).toBe(false);
  breaker.failed(after(15_000));
  expect(breaker.admits(after(44_999))).toBe(false);
  expect(breaker.admits(after(45_000))).toBe(true);

  breaker.succeeded();
  expect(breaker.isOpen).toBe(false);
  expect(breaker.admits(after(45_000))).toBe(true);
});

test('messages that were under way when the breaker opened do not lengthen its pause', () => {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 10; i++) breaker.failed(NOON);

  expect(breaker.admits(after(15_000))).toBe(true);
});

test('a probe that finds nothing to send leaves the next message to ask', () => {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 3; i++) breaker.failed(NOON);
  breaker.admits(after(15_000));

  breaker.withdraw();

  expect(breaker.admits(after(15_001))).toBe(true);
});

test('messages go at the pace of the slower of all and their domain', () => {
  const pace = new Pace({ overall: { perSecond: 10, burst: 3 }, perDomain: { perSecond: 1, burst: 1 } });

  expect(pace.book('a.example', NOON)).toBe(0);
  expect(pace.book('a.example', NOON)).toBe(1_000);
  expect(pace.book('b.example', NOON)).toBe(0);
  expect(pace.book('c.example', NOON)).toBe(100);
  expect(pace.book('b.example', after(1_000))).toBe(0);
});

test('a clock that jumps back stops nothing', () => {
  const pace = new Pace({ overall: { perSecond: 10, burst: 1 }, perDomain: { perSecond: 10, burst: 1 } });
  pace.book('a.example', after(3_600_000));

  expect(pace.book('a.example', NOON)).toBeLessThanOrEqual(100);
});
