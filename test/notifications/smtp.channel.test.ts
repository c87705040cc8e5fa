import { createServer, type AddressInfo, type Server } from 'node:net';

import { afterEach, expect, test } from '@jest/globals';

import { smtpChannel } from '../../src/notifications/channels/smtp.channel.js';
import type { Mail, MailReport } from '../../src/platform/mail.js';
import { type Conduct, type MailServer, read, startMailServer } from './mail-server.js';

const MAIL: Mail = {
  to: 'alfki@example.com',
  subject: 'URGENT: Product recall',
  text: 'Stop using it.',
  html: '<p>Stop using it.</p>',
  language: 'en',
  messageId: '2f1c7c3e-0000-4000-8000-000000000001',
  replyTo: 'recall@northwind.example',
  urgent: true,
};

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function send(url: string, mail: Partial<Mail> = {}): Promise<MailReport> {
  const channel = smtpChannel({ url, from: 'recall@northwind.example', fromName: 'Northwind Traders' });
  open.unshift(channel);
  return channel.send({ ...MAIL, ...mail });
}

async function mailServer(conduct: Conduct = {}, options = {}): Promise<MailServer> {
  const server = await startMailServer(conduct, options);
  open.push(server);
  return server;
}

/** Something that listens and does not speak SMTP. */
async function listener(onConnection: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a message goes to its one recipient, with the notification’s own Message-ID and marked as sent by a machine', async () => {
  const server = await mailServer();

  const report = await send(server.url);

  expect(report.result).toBe('ACCEPTED');
  const [arrival] = server.arrivals;
  expect(arrival).toMatchObject({ from: 'recall@northwind.example', to: ['alfki@example.com'] });
  const mail = await read(arrival);
  expect(mail.messageId).toBe('<2f1c7c3e-0000-4000-8000-000000000001@northwind.example>');
  expect(mail.replyTo?.text).toBe('recall@northwind.example');
  expect(mail.from?.text).toBe('"Northwind Traders" <recall@northwind.example>');
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(arrival?.raw).toContain('Importance: High');
  expect(mail.headers.has('precedence')).toBe(false);
});

test.each<[string, Conduct, MailReport['result']]>([
  ['a recipient refused for good', { toRecipient: () => 550 }, 'BOUNCED'],
  ['a recipient refused for now', { toRecipient: () => 451 }, 'DEFERRED'],
  ['a server that closes with 421', { toRecipient: () => 421 }, 'DEFERRED'],
  ['a message refused for good', { toMessage: () => 554 }, 'BOUNCED'],
  ['a message refused for now', { toMessage: () => 452 }, 'DEFERRED'],
  ['a server that hangs up with the whole message in hand', { toMessage: () => 'hangs up' }, 'UNKNOWN'],
  ['a server that asks for a login we do not have', { toRecipient: () => 530 }, 'UNAVAILABLE'],
])('%s', async (_case, conduct, result) => {
  const server = await mailServer(conduct);

  expect((await send(server.url)).result).toBe(result);
});

test('a sender that the server refuses is our trouble and no customer’s', async () => {
  const server = await mailServer(
    {},
    {
      onMailFrom: (_address: unknown, _session: unknown, done: (error: Error) => void) => {
        done(Object.assign(new Error('sender not allowed'), { responseCode: 550 }));
      },
    },
  );

  expect((await send(server.url)).result).toBe('UNAVAILABLE');
});

test('a server that is not there, hangs up at once, or turns everyone away at the door', async () => {
  const gone = await mailServer();
  await gone.close();
  const silent = await listener((socket) => socket.destroy());
  const busy = await listener((socket) => socket.end('421 too busy\r\n'));
  const closed = await listener((socket) => socket.end('554 no mail here\r\n'));

  for (const url of [gone.url, silent, busy, closed]) {
    expect(await send(url)).toMatchObject({ result: 'UNAVAILABLE' });
  }
});

test('what a server says is kept without the address it quotes', async () => {
  const server = await mailServer({ toRecipient: () => 550 });

  const report = await send(server.url);

  expect(report.reply).toBe('550 mailbox <address> says no');
});

test('a message that takes too long is given up, and may have arrived once it has begun to leave', async () => {
  const server = await mailServer({}, { onData: (stream: NodeJS.ReadableStream) => stream.resume() });
  const channel = smtpChannel({ url: server.url, from: 'a@b.example', fromName: 'B', sendTimeoutMs: 300 });
  open.unshift(channel);

  expect((await channel.send(MAIL)).result).toBe('UNKNOWN');
});

test('a connection that the server closed in between is replaced, and the message is sent once', async () => {
  const server = await mailServer({}, { socketTimeout: 300 });
  const channel = smtpChannel({ url: server.url, from: 'a@b.example', fromName: 'B', connections: 1 });
  open.unshift(channel);

  const first = await channel.send(MAIL);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const second = await channel.send({ ...MAIL, messageId: 'second' });

  expect([first.result, second.result]).toEqual(['ACCEPTED', 'ACCEPTED']);
  expect(server.arrivals).toHaveLength(2);
});

test('a subject with line breaks adds no header and no recipient', async () => {
  const server = await mailServer();

  await send(server.url, { subject: 'Recall\r\nBcc: everyone@example.com\r\n\r\nHello' });

  expect(server.arrivals.map(({ to }) => to)).toEqual([['alfki@example.com']]);
  const mail = await read(server.arrivals[0]);
  expect(mail.headers.has('bcc')).toBe(false);
  expect(mail.text?.trim()).toBe('Stop using it.');
});
