import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { smtpChannel } from '../../src/notifications/channels/smtp.channel.js';
import { attemptsOfNotification } from '../../src/notifications/notification.query.js';
import { pauseSending, resumeSending } from '../../src/notifications/pause-sending.js';
import { progressOf } from '../../src/notifications/progress.query.js';
import { setUpWorld } from '../support/world.js';
import { type Conduct, type MailServer, startMailServer } from './mail-server.js';
import { noticeContent } from './notice-content.js';
import { PostOffice, scriptedChannel, slowChannel } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);

const open: { close(): unknown }[] = [];
beforeEach(() => office.clear());
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function mailServer(
  conduct: Conduct = {},
): Promise<{ server: MailServer; channel: ReturnType<typeof smtpChannel> }> {
  const server = await startMailServer(conduct);
  const channel = smtpChannel({ url: server.url, from: 'recall@northwind.example', fromName: 'Northwind' });
  open.push(channel, server);
  return { server, channel };
}

async function attemptsOf(notificationId: string) {
  const [found] = await attemptsOfNotification.find(world.db, [notificationId]);
  return found?.attempts ?? [];
}

const messageIdsOf = ({ arrivals }: MailServer) => arrivals.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);

test('a thousand recipients are each told exactly once', async () => {
  const { server, channel } = await mailServer();
  const emails = Array.from({ length: 1_000 }, (_, n) => `customer-${n}@example.com`);
  const recallId = await office.launch(await office.recipients(emails));

  await office.dispatcher(channel).drain();

  expect(server.arrivals.map(({ to }) => to[0]).sort()).toEqual([...emails].sort());
  expect(await progressOf(world.db, recallId, world.clock)).toMatchObject({
    recipients: 1_000,
    onTheirWay: 0,
    needAPerson: 0,
    missing: 0,
    waves: [{ counts: [{ state: 'ACCEPTED', count: 1_000 }] }],
  });
}, 60_000);

test('two dispatchers at once share the work and send nothing twice', async () => {
  const channel = scriptedChannel(() => 'ACCEPTED');
  await office.launch(await office.recipients(Array.from({ length: 200 }, (_, n) => `shared-${n}@example.com`)));

  await Promise.all([office.dispatcher(channel).drain(), office.dispatcher(channel).drain()]);

  expect(new Set(channel.sent.map(({ to }) => to)).size).toBe(200);
  expect(channel.sent).toHaveLength(200);
});

test('a notification that one dispatcher is just claiming is skipped by another', async () => {
  const channel = scriptedChannel(() => 'ACCEPTED');
  const recallId = await office.launch([await office.recipient('claimed@example.com')]);
  const rival = await world.rival();
  await rival.query('select from notification where recall_id = $1 for update', [recallId]);

  await office.dispatcher(channel).drain();
  await rival.rollbackTransaction();
  await rival.release();

  expect(channel.sent).toEqual([]);
  await office.dispatcher(channel).drain();
  expect(channel.sent).toHaveLength(1);
});

test('who dies between sending and recording leaves UNKNOWN, and the copy is flagged and has the same Message-ID', async () => {
  const { server, channel } = await mailServer();
  const recallId = await office.launch([await office.recipient('crash@example.com')]);
  const dying = {
    ...channel,
    async send(...mail: Parameters<typeof channel.send>): Promise<never> {
      await channel.send(...mail);
      throw new Error('The process dies here.');
    },
  };
  await expect(office.dispatcher(dying).drain()).rejects.toThrow('dies here');
  expect((await office.only(recallId)).state).toBe('SENDING');

  office.pass(0.5);
  await office.dispatcher(channel).drain();
  expect(server.arrivals).toHaveLength(1);

  office.pass(1);
  const idle = office.dispatcher(channel, { atOnce: 0 });
  await idle.drain();
  expect(await office.only(recallId)).toMatchObject({ state: 'UNKNOWN', possibleDuplicate: false });

  await office.dispatcher(channel).drain();
  const notification = await office.only(recallId);
  expect(notification).toMatchObject({ state: 'ACCEPTED', possibleDuplicate: true, attempts: 2 });
  expect(await attemptsOf(notification.notificationId)).toMatchObject([
    { number: 1, result: 'UNKNOWN', possibleDuplicate: false },
    { number: 2, result: 'ACCEPTED', possibleDuplicate: true },
  ]);
  expect(new Set(messageIdsOf(server))).toEqual(new Set([`<${notification.notificationId}@northwind.example>`]));
});

test('a server that hangs up with the message in hand leaves UNKNOWN, and the copy is flagged', async () => {
  let hangsUp = true;
  const { server, channel } = await mailServer({ toMessage: () => (hangsUp ? 'hangs up' : null) });
  const recallId = await office.launch([await office.recipient('drop@example.com')]);

  await office.dispatcher(channel).drain();
  expect((await office.only(recallId)).state).toBe('UNKNOWN');
  hangsUp = false;
  office.pass(2);
  await office.dispatcher(channel).drain();

  expect(await office.only(recallId)).toMatchObject({ state: 'ACCEPTED', possibleDuplicate: true });
  expect(new Set(messageIdsOf(server)).size).toBe(1);
  expect(server.arrivals).toHaveLength(2);
});

test('a dispatcher that was taken for dead may not write the state, and what it reports is kept', async () => {
  const recallId = await office.launch([await office.recipient('frozen@example.com')]);
  const slow = slowChannel();
  const frozen = office.dispatcher(slow).drain();
  await slow.arrived;

  office.pass(2);
  await office.dispatcher(scriptedChannel(() => 'ACCEPTED')).drain();
  slow.report('BOUNCED');
  await frozen;

  const notification = await office.only(recallId);
  expect(notification).toMatchObject({ state: 'ACCEPTED', possibleDuplicate: true });
  expect(await attemptsOf(notification.notificationId)).toMatchObject([
    { result: 'UNKNOWN', lateResult: 'BOUNCED' },
    { result: 'ACCEPTED', lateResult: null },
  ]);
});

test('what turns out to have been accepted after all is not sent again', async () => {
  const recallId = await office.launch([await office.recipient('late@example.com')]);
  const slow = slowChannel();
  const frozen = office.dispatcher(slow).drain();
  await slow.arrived;
  office.pass(2);
  await office.dispatcher(slow, { atOnce: 0 }).drain();
  expect((await office.only(recallId)).state).toBe('UNKNOWN');

  slow.report('ACCEPTED');
  await frozen;
  const next = scriptedChannel(() => 'ACCEPTED');
  await office.dispatcher(next).drain();

  expect(await office.only(recallId)).toMatchObject({ state: 'ACCEPTED', possibleDuplicate: false });
  expect(next.sent).toEqual([]);
});

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
    await office.recipient('a@example.com\r\nBcc: b@example.com'),
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

test('customers wait until every colleague has had an attempt', async () => {
  const recallId = await office.launch([await office.recipient('colleague@example.com', 'INTERNAL')], {
    wave: 'INTERNAL',
  });
  await office.launch(await office.recipients(['one@example.com', 'two@example.com']), { recallId });
  const channel = scriptedChannel(({ to }) => (to.startsWith('colleague') ? 'DEFERRED' : 'ACCEPTED'));

  await office.dispatcher(channel).drain();

  expect(channel.sent.map(({ to }) => to).sort()).toEqual([
    'colleague@example.com',
    'one@example.com',
    'two@example.com',
  ]);
  expect(channel.sent[0]?.to).toBe('colleague@example.com');
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
}, 30_000);

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
