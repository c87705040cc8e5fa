import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';

import { keptChannel, outboxPages } from '../../src/notifications/index.js';
import { setUpWorld } from '../support/world.js';
import { noticeContent } from './notice-content.js';
import { PostOffice } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);

let url = '';
let close: () => Promise<void>;
beforeAll(async () => {
  const app = express();
  outboxPages(world.retrace(), () => Promise.resolve(noticeContent({ recipientName: '<b>Alfreds</b>' })))(app);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
});
afterAll(() => close());

test('without a mail server, messages are kept and can be read on a page', async () => {
  const recallId = await office.launch([await office.recipient('alfki@example.com')]);
  await office.dispatcher(keptChannel()).drain();
  const { notificationId, state } = await office.only(recallId);
  expect(state).toBe('KEPT');

  const list = await (await fetch(`${url}/outbox`)).text();
  const message = await fetch(`${url}/outbox/${notificationId}`);
  const body = await message.text();

  expect(list).toContain('alfki@example.com');
  expect(list).toContain('URGENT: Product recall – Chai – R-20260301-A1B2C3');
  expect(list).toContain(`/outbox/${notificationId}`);
  expect(body).toContain('&lt;b&gt;Alfreds');
  expect(message.headers.get('cache-control')).toBe('no-store');
});

test('the outbox has no page for what is no notification', async () => {
  for (const id of ['x', '0', '00000000-0000-4000-8000-000000000000', '%00']) {
    expect((await fetch(`${url}/outbox/${id}`)).status).toBe(404);
  }
});

test('the outbox is not shown to other machines', async () => {
  const answer = await fetch(`${url}/outbox`, { headers: { 'x-forwarded-for': '203.0.113.7' } });

  expect(answer.status).toBe(404);
});
