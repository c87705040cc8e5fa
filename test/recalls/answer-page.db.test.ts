import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';

import { answerToken } from '../../src/notifications/index.js';
import { answerPages } from '../../src/recalls/index.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
let server: Server;
let origin: string;
let recallId: string;
let german: string;

beforeAll(async () => {
  const app = express();
  answerPages(world.retrace())(app);
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await registerParties(world);
  recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  german = await tokenOf('CUSTOMER', 'de');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('the link opens a page in the recipient’s language, without login or script, that nobody else learns of', async () => {
  const response = await get(german);
  const page = await response.text();

  expect(response.status).toBe(200);
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('x-robots-tag')).toContain('noindex');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(page).toContain('<html lang="de">');
  expect(page).toContain('Nicht mehr benutzen.');
  expect(page).toContain('<form method="post"');
  expect(page).not.toContain('<script');
});

test('reading the page changes nothing, however often a mail scanner does it', async () => {
  await get(german);
  await get(german);
  await fetch(`${origin}/answer/${german}`, { method: 'HEAD' });

  expect(await stateOf(german)).toBe('QUEUED');
  expect(await answers()).toEqual([]);
});

test('an answer is kept, shown, and counted once; answered again, the last one stands', async () => {
  const thanks = await post(german, { confirm: 'yes', onHand: '2', soldOn: '1,5', comment: 'Rest morgen' });
  expect(thanks.status).toBe(200);
  expect(await thanks.text()).toContain('<strong>1,5</strong>');
  expect(await stateOf(german)).toBe('ANSWERED');

  world.clock = new Date(world.clock.getTime() + 60_000);
  await post(german, { confirm: 'yes', onHand: '0', returned: '2' });

  expect(await answers()).toMatchObject([
    { onHand: '0', returned: '2', soldOn: null },
    { onHand: '2', soldOn: '1.5' },
  ]);
  expect(await totals()).toEqual({ answered: 1, onHand: '0', soldOn: '0', returned: '2', destroyed: '0' });
  expect(await (await get(german)).text()).toContain('1. März 2026');
});

test.each<[Record<string, string>, string]>([
  [{ onHand: '1' }, 'not confirmed'],
  [{ confirm: 'yes' }, 'nothing said'],
  [{ confirm: 'yes', onHand: '-1' }, 'negative'],
  [{ confirm: 'yes', onHand: 'viele' }, 'no number'],
  [{ confirm: 'yes', onHand: '1e9' }, 'an exponent'],
  [{ confirm: 'yes', onHand: '99999999999' }, 'beyond measure'],
  [{ confirm: 'yes', onHand: '1', comment: 'x'.repeat(2_001) }, 'a long comment'],
])('the form %j is shown again with what is wrong (%s), and nothing is kept', async (form) => {
  const token = await tokenOf('CARRIER', 'en');

  const response = await post(token, form);

  expect(response.status).toBe(422);
  expect(await response.text()).toContain('<form method="post"');
  expect(await stateOf(token)).toBe('QUEUED');
});

test('who writes what may be a thousand or one is asked in their language how it is meant, beside what they wrote', async () => {
  const page = await (await post(german, { confirm: 'yes', onHand: '1.000' })).text();

  expect(page).toContain('Bitte schreiben Sie tausend als 1000');
  expect(page).toContain('value="1.000"');
});

test('what was typed is shown again as text, and never as part of the page', async () => {
  const response = await post(german, { confirm: 'yes', onHand: '"><script>alert(1)</script>' });

  expect(await response.text()).not.toContain('<script');
});

test('a link that never was, has expired, is someone else’s or an internal one reads the same', async () => {
  const foreign = answerToken(world.retrace().secrets, '00000000-0000-4000-8000-000000000000');
  const internal = await tokenOf('INTERNAL', 'en');
  const pages = await Promise.all(['nonsense', foreign, internal, 'x'.repeat(3_000)].map((token) => bodyOf(token)));
  world.clock = new Date('2026-07-01T00:00:00Z');
  pages.push(
    await bodyOf(german),
    await bodyOf(german, { method: 'POST', body: new URLSearchParams({ confirm: 'yes', onHand: '1' }) }),
  );
  world.clock = new Date('2026-03-01T09:00:00Z');

  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).toMatch(/^404 /);
});

test('a form that is too large is refused before it is read', async () => {
  expect((await post(german, { confirm: 'yes', comment: 'x'.repeat(20_000) })).status).toBe(413);
});

test('who asks too often is told to wait', async () => {
  const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await get('nonsense')).status));

  expect(statuses).toContain(429);
});

function get(token: string): Promise<Response> {
  return fetch(`${origin}/answer/${token}`);
}

function post(token: string, form: Record<string, string>): Promise<Response> {
  return fetch(`${origin}/answer/${token}`, { method: 'POST', body: new URLSearchParams(form) });
}

async function bodyOf(token: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`${origin}/answer/${token}`, init);
  return `${response.status} ${await response.text()}`;
}

async function tokenOf(partyKind: string, language: string): Promise<string> {
  const [found] = await world.db.rows<{ id: string }>(
    'notification_for_test',
    `
    select notification.notification_id as id from notification
    where notification.recall_id = $1 and notification.party_kind = $2 and notification.language = $3
    `,
    [recallId, partyKind, language],
  );
  return answerToken(world.retrace().secrets, found?.id ?? '');
}

async function stateOf(token: string): Promise<string | undefined> {
  const notifications = await world.db.rows<{ id: string; state: string }>(
    'states_for_test',
    `select notification.notification_id as id, notification.state from notification where notification.recall_id = $1`,
    [recallId],
  );
  return notifications.find(({ id }) => answerToken(world.retrace().secrets, id) === token)?.state;
}

async function answers(): Promise<unknown> {
  return (await readAnswers()).answers.nodes;
}

async function totals(): Promise<unknown> {
  return (await readAnswers()).progress.answers;
}

async function readAnswers() {
  const { recall } = await world.graphql<{ recall: { answers: { nodes: unknown[] }; progress: { answers: unknown } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) {
        answers { nodes { onHand soldOn returned destroyed comment customer { number } } }
        progress { answers { answered onHand soldOn returned destroyed } }
      }
    }`,
    { id: recallId },
  );
  return recall;
}
