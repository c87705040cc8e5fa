import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { ParsedMail } from 'mailparser';

import { smtpChannel, startDispatcher } from '../../src/notifications/index.js';
import { createLog } from '../../src/platform/log.js';
import { answerPages, noticeRenderer, tellProgress } from '../../src/recalls/index.js';
import { progressTopic } from '../../src/recalls/recall-progress.js';
import { type MailServer, read, startMailServer } from '../notifications/mail-server.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, readRecall, registerParties, sixUnits } from './recall-story.js';

let post: MailServer;
let pages: Server;
let stop: () => Promise<unknown>;
// Before the world's own, which drops the database.
afterAll(async () => {
  await stop();
  await post.close();
  pages.close();
  pages.closeAllConnections();
});
const world = setUpWorld();

/** Mail and pages as the running service has them, on servers of this test's own. */
beforeAll(async () => {
  await registerParties(world);
  post = await startMailServer();
  const app = express();
  answerPages(world.retrace())(app);
  pages = app.listen(0, '127.0.0.1');
  await once(pages, 'listening');

  const channel = smtpChannel({ url: post.url, from: 'recall@northwind.example', fromName: 'Northwind' });
  const dispatcher = startDispatcher({
    service: world.retrace(),
    channel,
    render: noticeRenderer(world.retrace()),
    announce: (recallId) => {
      tellProgress(world.events, recallId);
    },
    log: createLog('silent'),
  });
  stop = async () => {
    await dispatcher.stop();
    channel.close();
  };
});
test('from a launch to a told customer, and from their answer back', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const news = world.events.subscribe(progressTopic(recallId));
  await launch(world, recallId);

  while ((await progressOf(recallId)).onTheirWay > 0) await news.next();

  expect(post.arrivals.map(({ to }) => to[0])).toEqual(['qa@northwind.example', ...INFORMED_NEXT]);
  expect(await statesOf(recallId)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'MANUAL']);
  const mail = await mailTo('anna@example.com');
  expect(mail.text).toContain('Die Pumpe kann stehen bleiben.');

  const link = /http:\/\/localhost:4000(\/answer\/[\w-]+)/.exec(mail.text ?? '')?.[1] ?? '';
  await answer(link, { confirm: 'yes', onHand: '1', destroyed: '1' });

  expect(await readRecall(world, recallId)).toMatchObject({
    progress: { recipients: 4, onTheirWay: 0, needAPerson: 1, answers: { answered: 1, onHand: '1' } },
  });
  expect(await close(world, recallId)).toMatchObject({ __typename: 'NotificationsOpen', needAPerson: 1 });
});

const INFORMED_NEXT = ['anna@example.com', 'stop@fast.example'].map(() => expect.any(String));

interface Progress {
  readonly onTheirWay: number;
}

async function progressOf(recallId: string): Promise<Progress> {
  return ((await readRecall(world, recallId)) as { progress: Progress }).progress;
}

async function statesOf(recallId: string): Promise<string[]> {
  const { notifications } = await world.graphql<{ notifications: { nodes: { state: string }[] } }>(
    world.as('QUALITY'),
    `query ($id: ID!) { notifications(recallId: $id) { nodes { state } } }`,
    { id: recallId },
  );
  return notifications.nodes.map(({ state }) => state).sort();
}

function mailTo(address: string): Promise<ParsedMail> {
  return read(post.arrivals.find(({ to }) => to[0] === address));
}

async function answer(path: string, fields: Record<string, string>): Promise<void> {
  const { port } = pages.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  expect(response.status).toBe(200);
}
