import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { smtpChannel } from '../../src/notifications/channels/smtp.channel.js';
import { pauseSending, resumeSending } from '../../src/notifications/pause-sending.js';
import { progressOf } from '../../src/notifications/progress.query.js';
import { setUpWorld } from '../support/world.js';
import { type Conduct, startMailServer } from './mail-server.js';
import { noticeContent } from './notice-content.js';
import { PostOffice, scriptedChannel, slowChannel } from './post-office.js';

// Real servers, real waits for the disk: slow only where the machine is busy.
const world = setUpWorld();
const office = new PostOffice(world);

const open: { close(): unknown }[] = [];
beforeEach(() => office.clear());
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function mailServer(conduct: Conduct = {}) {
  const server = await startMailServer(conduct);
  const channel = smtpChannel({ url: server.url, from: 'recall@northwind.example', fromName: 'Northwind' });
  open.push(channel, server);
  return { server, channel };
}

test('a server that says "not now" is asked again by the schedule until it says yes', async () => {
  let busy = true;
  const { server, channel } = await mailServer({ toRecipient: () => (busy ? 421 : null) });
  const recallId = await office.launch([await office.recipient('busy@example.com')]);
  const dispatcher = office.dispatcher(channel);

  await dispatcher.drain();
  await dispatcher.drain();
  expect(await office.only(recallId)).toMatchObject({ state: 'QUEUED', attempts: 1 });
  office.pass(1.3);
  await dispatcher.drain();
  expect(await office.only(recallId)).toMatchObject({ state: 'QUEUED', attempts: 2 });
  busy = false;
  office.pass(6.1);
  await dispatcher.drain();

  expect(await office.only(recallId)).toMatchObject({ state: 'ACCEPTED', attempts: 3, possibleDuplicate: false });
  expect(server.arrivals).toHaveLength(1);
});

test('what is refused to the end of the schedule goes to a person, and nothing expires before', async () => {
  const channel = scriptedChannel(() => 'DEFERRED');
  const recallId = await office.launch([await office.recipient('never@example.com')]);
  const dispatcher = office.dispatcher(channel);

  for (let hour = 0; hour < 17; hour++) {
    await dispatcher.drain();
    expect((await office.only(recallId)).state).toBe('QUEUED');
    office.pass(60);
  }
  for (let hour = 0; hour < 24; hour++) {
    await dispatcher.drain();
    office.pass(60);
  }

  expect(await office.only(recallId)).toMatchObject({ state: 'EXPIRED', attempts: 10 });
  expect((await progressOf(world.db, recallId, world.clock)).needAPerson).toBe(1);
});

test('a recipient refused for good is tried once, and goes to a person', async () => {
  const { channel } = await mailServer({ toRecipient: (address) => (address.startsWith('gone') ? 550 : null) });
  const recallId = await office.launch([await office.recipient('gone@example.com')]);
  const dispatcher = office.dispatcher(channel);

  await dispatcher.drain();
  office.pass(3_000);
  await dispatcher.drain();

  expect(await office.only(recallId)).toMatchObject({
    state: 'BOUNCED',
    attempts: 1,
    stateReason: '550 mailbox <address> says no',
  });
});

test('a recipient without a usable address goes to a person, and is never dropped', async () => {
  const channel = scriptedChannel(() => 'ACCEPTED');
  const recallId = await office.launch([
    await office.recipient(null),
    await office.recipient('a,b@example.com'),
    { ...(await office.recipient(null)), channel: 'PHONE' },
  ]);

  await office.dispatcher(channel).drain();

  const states = (await office.notifications(recallId)).map(({ state }) => state);
  expect(states).toEqual(['MANUAL', 'MANUAL', 'MANUAL']);
  expect(channel.sent).toEqual([]);
});

test('a paused recall is not sent, and resumed, the rest goes once', async () => {
  const recallId = await office.launch(
    await office.recipients(Array.from({ length: 30 }, (_, n) => `paused-${n}@example.com`)),
  );
  const pause = () =>
    world.db.transaction((tx) => pauseSending(tx, recallId, world.as('QUALITY').actor.id, world.clock));
  const channel = scriptedChannel(async (_mail, nth) => {
    if (nth === 5) await pause();
    return 'ACCEPTED' as const;
  });
  const dispatcher = office.dispatcher(channel, { atOnce: 1 });

  await dispatcher.drain();
  expect(channel.sent).toHaveLength(5);
  expect((await progressOf(world.db, recallId, world.clock)).pausedSince).toEqual(world.clock);

  await world.db.transaction((tx) => resumeSending(tx, recallId));
  await dispatcher.drain();
  expect(channel.sent).toHaveLength(30);
  expect(new Set(channel.sent.map(({ to }) => to)).size).toBe(30);
});

test('customers wait until every colleague has had an attempt, also one that failed', async () => {
  const colleagues = ['first@example.com', 'second@example.com'];
  const customers = ['one@example.com', 'two@example.com', 'three@example.com'];
  const recallId = await office.launch(await office.recipients(colleagues, 'INTERNAL'), { wave: 'INTERNAL' });
  await office.launch(await office.recipients(customers), { recallId });
  const slow = slowChannel();
  const stuck = office.dispatcher(slow, { atOnce: 1 }).drain();
  await slow.arrived;

  const channel = scriptedChannel(() => 'DEFERRED');
  await office.dispatcher(channel).drain();
  expect([...slow.sent, ...channel.sent].map(({ to }) => to).sort()).toEqual(colleagues);

  slow.report('ACCEPTED');
  await stuck;
  expect(
    slow.sent
      .slice(1)
      .map(({ to }) => to)
      .sort(),
  ).toEqual(customers.sort());
});

test('customers wait a minute at most', async () => {
  const recallId = await office.launch([await office.recipient('stuck@example.com', 'INTERNAL')], { wave: 'INTERNAL' });
  await office.launch([await office.recipient('patient@example.com')], { recallId });
  const slow = slowChannel();
  const stuck = office.dispatcher(slow).drain();
  await slow.arrived;
  const channel = scriptedChannel(() => 'ACCEPTED');
  const dispatcher = office.dispatcher(channel);

  await dispatcher.drain();
  expect(channel.sent).toEqual([]);
  office.pass(1);
  await dispatcher.drain();
  expect(channel.sent.map(({ to }) => to)).toEqual(['patient@example.com']);

  slow.report('ACCEPTED');
  await stuck;
});

test('a mail server that is away costs a few attempts and not a thousand, and everyone sees why nothing goes', async () => {
  const emails = Array.from({ length: 300 }, (_, n) => `outage-${n}@example.com`);
  const recallId = await office.launch(await office.recipients(emails));
  let away = true;
  const channel = scriptedChannel(() => (away ? 'UNAVAILABLE' : 'ACCEPTED'));
  const dispatcher = office.dispatcher(channel);

  for (let minute = 0; minute < 30; minute++) {
    await dispatcher.drain();
    office.pass(1);
  }

  expect(channel.sent.length).toBeLessThan(30);
  expect(await progressOf(world.db, recallId, world.clock)).toMatchObject({
    onTheirWay: 300,
    outage: { reason: 'as the test says' },
  });

  away = false;
  for (let minute = 0; minute < 10; minute++) {
    await dispatcher.drain();
    office.pass(1);
  }
  expect(await progressOf(world.db, recallId, world.clock)).toMatchObject({
    onTheirWay: 0,
    needAPerson: 0,
    outage: null,
  });
});

test('a notice that cannot be written keeps no other from being sent', async () => {
  const [bad, good] = await office.recipients(['bad@example.com', 'good@example.com']);
  if (!bad || !good) throw new Error();
  const recallId = await office.launch([bad, good]);
  const channel = scriptedChannel(() => 'ACCEPTED');

  await office
    .dispatcher(channel, {
      render: (_db, { partyId }) =>
        partyId === bad.partyId ? Promise.reject(new Error('no such text')) : Promise.resolve(noticeContent()),
    })
    .drain();

  expect(channel.sent.map(({ to }) => to)).toEqual(['good@example.com']);
  const states = (await office.notifications(recallId)).map(({ state }) => state).sort();
  expect(states).toEqual(['ACCEPTED', 'QUEUED']);
});
