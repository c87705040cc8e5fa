import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { smtpChannel } from '../../src/notifications/channels/smtp.channel.js';
import { attemptsOfNotification } from '../../src/notifications/notification.query.js';
import { progressOf } from '../../src/notifications/progress.query.js';
import { setUpWorld } from '../support/world.js';
import { type Conduct, type MailServer, startMailServer } from './mail-server.js';
import { PostOffice, scriptedChannel, slowChannel } from './post-office.js';

// Real servers, real waits for the disk: slow only where the machine is busy.
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
}, 600_000);

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
