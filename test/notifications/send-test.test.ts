import { afterEach, expect, test } from '@jest/globals';

import { sendTest, smtpChannel } from '../../src/notifications/index.js';
import { type MailServer, read, startMailServer } from './mail-server.js';
import { noticeContent } from './notice-content.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function mailServer(): Promise<{ server: MailServer; channel: ReturnType<typeof smtpChannel> }> {
  const server = await startMailServer();
  const channel = smtpChannel({
    url: server.url,
    from: 'recall@northwind.example',
    fromName: 'Northwind "Süd", Traders',
  });
  open.push(channel, server);
  return { server, channel };
}

test('a test goes to the address that was given, marked as one, in the language asked for', async () => {
  const { server, channel } = await mailServer();

  const report = await sendTest(channel, noticeContent(), 'de', 'me@northwind.example');

  expect(report.result).toBe('ACCEPTED');
  expect(server.arrivals[0]?.to).toEqual(['me@northwind.example']);
  const mail = await read(server.arrivals[0]);
  expect(mail.subject).toBe('[TEST] DRINGEND: Produktrückruf – Chai – R-20260301-A1B2C3');
  expect(mail.from?.value).toEqual([{ address: 'recall@northwind.example', name: 'Northwind "Süd", Traders' }]);
  expect(mail.text).toContain('*** TEST ***');
  expect(mail.html).toContain('Jetzt antworten');
});

test.each(['me@northwind.example, you@northwind.example', 'me@x.example\r\nRCPT TO:<you@x.example>', 'nobody'])(
  'a test to %j goes nowhere',
  async (address) => {
    const { server, channel } = await mailServer();

    const report = await sendTest(channel, noticeContent(), 'en', address);

    expect(report.result).toBe('BOUNCED');
    expect(server.arrivals).toEqual([]);
  },
);

test('hostile names arrive as text, with no header and no recipient more', async () => {
  const { server, channel } = await mailServer();
  const name = 'Chai\r\nBcc: everyone@example.com\r\n\r\n<script>alert(1)</script>\u202E\u0000';
  const content = noticeContent({
    companyName: name,
    products: noticeContent().products.map((product) => ({ ...product, name })),
    contactEmail: 'recall@northwind.example\r\nBcc: everyone@example.com',
  });

  await sendTest(channel, content, 'en', 'me@northwind.example');

  expect(server.arrivals.map(({ to }) => to)).toEqual([['me@northwind.example']]);
  const mail = await read(server.arrivals[0]);
  expect(mail.headers.has('bcc')).toBe(false);
  expect(mail.replyTo).toBeUndefined();
  expect(mail.html).not.toContain('<script>');
});
