import { beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { markAnswered, type NotificationState, pauseSending, resumeSending } from '../../src/notifications/index.js';
import { attemptsOfNotification } from '../../src/notifications/notification.query.js';
import { mayBecome, NOTIFICATION_STATES } from '../../src/notifications/notification.rules.js';
import { progressOf } from '../../src/notifications/progress.query.js';
import { sendNotificationAgain } from '../../src/notifications/send-notification-again.js';
import { settleNotification } from '../../src/notifications/settle-notification.js';
import { setUpWorld } from '../support/world.js';
import { PostOffice, scriptedChannel } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);
beforeEach(() => office.clear());

const RESULTS = ['ACCEPTED', 'KEPT', 'BOUNCED', 'DEFERRED', 'UNAVAILABLE', 'UNKNOWN'] as const;
type Step = (recallId: string, notificationIds: readonly string[]) => Promise<unknown>;

const who = fc.nat({ max: 2 });
const nth = (ids: readonly string[], index: number) => ids[index] ?? '';

/** Everything that can happen to a recall's notifications. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...RESULTS).map(
    (result): Step =>
      () =>
        office.dispatcher(scriptedChannel(() => result)).drain(),
  ),
  fc.constant<Step>(async () => {
    const dying = scriptedChannel(() => Promise.reject(new Error('The process dies here.')));
    await office
      .dispatcher(dying, { atOnce: 1 })
      .drain()
      .catch(() => undefined);
  }),
  fc.integer({ min: 1, max: 600 }).map((minutes): Step => () => {
    office.pass(minutes);
    return Promise.resolve();
  }),
  fc.tuple(who, fc.constantFrom('CONTACTED', 'BOUNCED', 'SUPPRESSED')).map(
    ([index, as]): Step =>
      (_, ids) =>
        settleNotification(world.as('QUALITY'), { notificationId: nth(ids, index), as, note: 'By phone.' }),
  ),
  who.map(
    (index): Step =>
      (_, ids) =>
        sendNotificationAgain(world.as('QUALITY'), nth(ids, index)),
  ),
  who.map(
    (index): Step =>
      (_, ids) =>
        world.db.transaction((tx) => markAnswered(tx, nth(ids, index), world.clock)),
  ),
  fc.constant<Step>((recallId) =>
    world.db.transaction((tx) => pauseSending(tx, recallId, world.as('QUALITY').actor.id, world.clock)),
  ),
  fc.constant<Step>((recallId) => world.db.transaction((tx) => resumeSending(tx, recallId))),
);

/** All states that can be reached from one, in any number of allowed moves. */
function reachableFrom(from: NotificationState, seen = new Set([from])): Set<NotificationState> {
  for (const to of NOTIFICATION_STATES) {
    if (mayBecome(from, to) && !seen.has(to)) reachableFrom(to, seen.add(to));
  }
  return seen;
}

test('whatever happens in whatever order, every move is allowed, none is lost, and each doubtful copy is flagged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      const recallId = await office.launch(
        await office.recipients(['a@example.com', 'b@example.com', 'c@example.com']),
      );
      let before = await office.notifications(recallId);

      for (const take of steps) {
        await take(
          recallId,
          before.map(({ notificationId }) => notificationId),
        );
        const after = await office.notifications(recallId);
        for (const [i, { state }] of after.entries()) {
          const previous = before[i]?.state ?? 'QUEUED';
          expect([...reachableFrom(previous)]).toContain(state);
        }
        const { recipients, missing } = await progressOf(world.db, recallId, world.clock);
        expect([recipients, missing]).toEqual([3, 0]);
        before = after;
      }

      const found = await attemptsOfNotification.find(
        world.db,
        before.map(({ notificationId }) => notificationId),
      );
      for (const { attempts } of found) {
        for (const [i, attempt] of attempts.entries()) {
          const inDoubt = attempts.slice(0, i).some(({ result }) => result === 'UNKNOWN');
          if (inDoubt) expect(attempt.possibleDuplicate).toBe(true);
        }
      }
      const accepted = before.filter(({ state }) => state === 'ACCEPTED').map(({ notificationId }) => notificationId);
      for (const { notificationId, attempts } of found) {
        if (accepted.includes(notificationId)) expect(attempts.map(({ result }) => result)).toContain('ACCEPTED');
      }
      await office.clear();
    }),
    { numRuns: 40 },
  );
}, 600_000);
