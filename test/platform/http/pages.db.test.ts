import { expect, test } from '@jest/globals';

import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA, {
  landing: {
    companyName: 'Fish & <Chips>',
    publicUrl: 'http://localhost:4000',
    keysFile: '/srv/retrace/keys.json',
    counts: [{ label: 'batches', sql: 'select 1234 as count' }],
    links: [{ path: '/outbox', label: 'outbox' }],
  },
  pages: [
    (app) => {
      app.get('/answer/:token', (request, response) => {
        response.send(`answer ${request.params.token}`);
      });
      app.get('/broken', () => {
        throw new Error('the secret recipe');
      });
    },
  ],
});

const get = (path: string) => fetch(served.url + path);

test('the landing page says what is there, where the keys are, and where to go on', async () => {
  const text = await (await get('/')).text();

  expect(text).toContain('Fish &amp; &lt;Chips&gt;');
  expect(text).toContain('1,234');
  expect(text).toContain('/srv/retrace/keys.json');
  expect(text).toContain('href="/outbox"');
});

test('GraphiQL and everything it needs come from here', async () => {
  const page = await (await get('/graphiql')).text();
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);

  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const file of files) expect((await get(file)).status).toBe(200);
  expect(page).not.toMatch(/https?:\/\//);
});

test('the policy lets GraphiQL run and talk to us, and nothing else in', async () => {
  const policy = (await get('/graphiql')).headers.get('content-security-policy');

  expect(policy).toContain(`default-src 'none'`);
  expect(policy).toContain(`connect-src 'self'`);
});

test('probes and metrics are answered without a key', async () => {
  const [alive, ready, metrics] = await Promise.all([get('/livez'), get('/readyz'), get('/metrics')]);

  expect([alive.status, ready.status, metrics.status]).toEqual([200, 200, 200]);
  expect(await metrics.text()).toContain('retrace_http_request_duration_seconds_bucket');
});

test('operations are counted by their root field', async () => {
  await served.ask('query NameOfAClient { echo(text: "x") }');
  const text = await (await get('/metrics')).text();

  expect(text).toMatch(/retrace_graphql_operation_duration_seconds_count\{field="echo",code="OK"\} \d+/);
  expect(text).not.toContain('NameOfAClient');
});

test('a page of a feature is served, and its address stays out of the log', async () => {
  const response = await get('/answer/token-of-maria');

  expect(await response.text()).toBe('answer token-of-maria');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await served.lastLine()).toMatchObject({ method: 'GET', path: '/answer/:token', status: 200 });
  expect(served.lines.join('')).not.toContain('maria');
});

test('what is not there, and what breaks, says little', async () => {
  const [missing, broken] = await Promise.all([get('/no-such-page/%22'), get('/broken')]);

  expect(missing.status).toBe(404);
  expect(broken.status).toBe(500);
  expect(await broken.text()).toMatch(/^Something went wrong on our side. Name incident [0-9a-f]{12}/);
});

test('a path that is no path is the client’s mistake', async () => {
  expect((await get('/answer/%E0%A4%A')).status).toBe(400);
});
