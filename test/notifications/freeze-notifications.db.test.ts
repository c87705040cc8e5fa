import { createHash, randomUUID } from 'node:crypto';

import { beforeEach, expect, test } from '@jest/globals';

import {
  answerToken,
  findByToken,
  freezeNotifications,
  markAnswered,
  type Recipient,
} from '../../src/notifications/index.js';
import { progressOf } from '../../src/notifications/progress.query.js';
import type { Transaction } from '../../src/platform/database/database.js';
import { transactionOf } from '../support/rival-transaction.js';
import { setUpWorld } from '../support/world.js';
import { PostOffice, scriptedChannel } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);
beforeEach(() => office.clear());

const freeze = (tx: Transaction, recallId: string, recipients: readonly Recipient[]) =>
  freezeNotifications(tx, {
    secrets: world.retrace().secrets,
    recallId,
    wave: 'CUSTOMER',
    recipients,
    at: world.clock,
  });

test('a launch that fails leaves no notification', async () => {
  const recallId = randomUUID();
  const recipients = await office.recipients(['a@example.com', 'b@example.com']);

  const launch = world.db.transaction(async (tx) => {
    await freeze(tx, recallId, recipients);
    throw new Error('Something later in the launch failed.');
  });

  await expect(launch).rejects.toThrow('later in the launch');
  expect(await office.notifications(recallId)).toEqual([]);
  expect((await progressOf(world.db, recallId, world.clock)).recipients).toBe(0);
});

test('two launches at once make one wave, and the second gets the first one’s', async () => {
  const recallId = randomUUID();
  const recipients = await office.recipients(['a@example.com', 'b@example.com']);
  const rival = await world.rival();
  await rival.query('insert into notification_wave (recall_id, wave, recipients, frozen_at) values ($1, $2, 7, $3)', [
    recallId,
    'CUSTOMER',
    world.clock,
  ]);

  const second = world.db.transaction((tx) => freeze(tx, recallId, recipients));
  await world.someoneWaits();
  await rival.commitTransaction();
  await rival.release();

  expect(await second).toEqual({ recipients: 7, isNew: false });
  expect(await office.notifications(recallId)).toEqual([]);
});

test('a recipient named twice is told once', async () => {
  const recipient = await office.recipient('twice@example.com');

  const recallId = await office.launch([recipient, { ...recipient }]);

  expect(await office.notifications(recallId)).toHaveLength(1);
  expect((await progressOf(world.db, recallId, world.clock)).missing).toBe(0);
});

test('a wave without anyone is frozen, too', async () => {
  const recallId = await office.launch([]);

  expect(await progressOf(world.db, recallId, world.clock)).toMatchObject({
    recipients: 0,
    waves: [{ wave: 'CUSTOMER' }],
  });
});

test('whoever reaches no e-mail is on a person’s list from the start', async () => {
  const [phone, post] = await office.recipients([null, null]);
  if (!phone || !post) throw new Error();

  const recallId = await office.launch([
    { ...phone, channel: 'PHONE' },
    { ...post, channel: 'POST' },
  ]);

  const found = await office.notifications(recallId);
  expect(found.map(({ state, stateReason }) => [state, stateReason]).sort()).toEqual([
    ['MANUAL', 'By letter.'],
    ['MANUAL', 'By phone.'],
  ]);
});

test('what was queued in transactions that overlap and end in any order is all sent', async () => {
  const channel = scriptedChannel(() => 'ACCEPTED');
  const early = await world.rival();
  const [late] = await office.recipients(['late@example.com']);
  if (!late) throw new Error();
  await freeze(transactionOf(early), randomUUID(), [late]);
  await office.launch(await office.recipients(['early-1@example.com', 'early-2@example.com']));
  await office.dispatcher(channel).drain();
  expect(channel.sent).toHaveLength(2);

  await early.commitTransaction();
  await early.release();
  await office.dispatcher(channel).drain();

  expect(channel.sent.map(({ to }) => to)).toContain('late@example.com');
});

test('a link finds its notification until it is too old, and the database does not hold it', async () => {
  const { secrets } = world.retrace();
  const recallId = await office.launch([await office.recipient('link@example.com')]);
  const { notificationId } = await office.only(recallId);
  const token = answerToken(secrets, notificationId);

  expect(token).toMatch(/^[\w-]{22}$/);
  expect((await findByToken(world.db, token, world.clock))?.notificationId).toBe(notificationId);
  expect(await findByToken(world.db, answerToken(secrets, randomUUID()), world.clock)).toBeNull();
  expect(await findByToken(world.db, `${token}\0`, world.clock)).toBeNull();
  const inNinetyDays = new Date(world.clock.getTime() + 90 * 86_400_000);
  expect(await findByToken(world.db, token, inNinetyDays)).toBeNull();

  const [row] = await world.db.rows<{ hash: Buffer; whole: string }>(
    'test_link_row',
    'select link_hash as hash, notification::text as whole from notification where recall_id = $1',
    [recallId],
  );
  expect(row?.hash).toEqual(createHash('sha256').update(token).digest());
  expect(row?.whole).not.toContain(token);
});

test('an answer counts once, and stops what is still to be sent', async () => {
  const recallId = await office.launch([await office.recipient('quick@example.com')]);
  const { notificationId } = await office.only(recallId);
  const answer = () => world.db.transaction((tx) => markAnswered(tx, notificationId, world.clock));
  const channel = scriptedChannel(() => 'ACCEPTED');

  expect(await answer()).toBe(true);
  expect(await answer()).toBe(false);
  await office.dispatcher(channel).drain();

  expect(channel.sent).toEqual([]);
  expect((await office.only(recallId)).state).toBe('ANSWERED');
});
