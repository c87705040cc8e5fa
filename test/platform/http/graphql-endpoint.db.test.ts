import { expect, test } from '@jest/globals';

import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA);

const ECHO = JSON.stringify({ query: '{ echo(text: "hello") }' });

test('a query by POST with a key is answered', async () => {
  const { status, data } = await served.ask('{ echo(text: "hello") }');

  expect({ status, data }).toEqual({ status: 200, data: { echo: 'hello' } });
});

test.each([
  ['no key', {}],
  ['a key that never was', { authorization: 'Bearer abcdefabcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['another scheme', { authorization: 'Basic cXVhbGl0eTpzZWNyZXQ=' }],
  ['something that is no key at all', { authorization: `Bearer ${'x'.repeat(5_000)}` }],
])(
  'with %s nothing is read, not even a document that asks for the schema',
  async (_name, headers: Record<string, string>) => {
    const response = await served.post('{"query":"{ __schema { types { name } } }"', { authorization: '', ...headers });
    const body = await response.text();

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toContain('UNAUTHENTICATED');
    expect(body).not.toContain('types');
  },
);

test('an expired key no longer lets in', async () => {
  const { token } = await served.newKey('AUDITOR');
  world.clock = new Date(world.clock.getTime() + 366 * 86_400_000);
  const response = await served.post(ECHO, { authorization: `Bearer ${token}` });
  world.clock = new Date(world.clock.getTime() - 366 * 86_400_000);

  expect(response.status).toBe(401);
});

test.each([
  ['GET', 405],
  ['PUT', 405],
  ['DELETE', 405],
])('%s is not how GraphQL is asked', async (method, status) => {
  const response = await fetch(`${served.url}/graphql?query={echo(text:"x")}`, { method });

  expect(response.status).toBe(status);
  expect(response.headers.get('allow')).toBe('POST, OPTIONS');
});

test.each([
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  'application/json; charset=utf-16',
  'message/rfc822',
  'application/graphql',
  '',
])('a body said to be "%s" is not executed', async (contentType) => {
  const response = await served.post(ECHO, { 'content-type': contentType });

  expect(response.status).toBe(415);
  expect(await response.text()).not.toContain('hello');
});

test.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"'])(
  'a body said to be %s is executed',
  async (contentType) => {
    expect((await served.post(ECHO, { 'content-type': contentType })).status).toBe(200);
  },
);

test('a compressed body is refused unread, so that none can unfold to a gigabyte', async () => {
  const response = await served.post(Buffer.from([0x1f, 0x8b]), { 'content-encoding': 'gzip' });

  expect(response.status).toBe(415);
});

test.each([
  ['is no JSON', '{"query": '],
  ['is empty', ''],
  ['is a batch', `[${ECHO},${ECHO}]`],
  ['is a number', '7'],
  ['is null', 'null'],
  ['has no query', '{}'],
  ['has a query that is no text', '{"query": {"kind": "Document"}}'],
  ['has variables that are a list', '{"query": "{ __typename }", "variables": [1]}'],
  ['has variables that are text', '{"query": "{ __typename }", "variables": "{}"}'],
  ['names an operation that is not there', '{"query": "query A { __typename }", "operationName": "B"}'],
  ['asks for a stored query', '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "abc"}}}'],
])('a body that %s is answered with what is wrong', async (_name, body) => {
  const response = await served.post(body);
  const { errors } = (await response.json()) as { errors: { message: string }[] };

  expect([200, 400]).toContain(response.status);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).not.toContain('wrong on our side');
});

test('bytes that are no UTF-8 are refused rather than replaced', async () => {
  const response = await served.post(
    Buffer.concat([Buffer.from('{"query":"{ echo(text: \\"'), Buffer.from([0xff]), Buffer.from('\\") }"}')]),
  );

  expect(response.status).toBe(400);
});

test('a body over the bound is refused before it is read to its end', async () => {
  const text = 'x'.repeat(10_000_000);
  const response = await served.post(
    JSON.stringify({ query: 'query ($t: String!) { echo(text: $t) }', variables: { t: text } }),
  );

  expect(response.status).toBe(413);
  expect(await response.text()).toContain('Send it in parts');
});

test('lists longer and variables deeper than anything takes are refused', async () => {
  const long = await served.ask('query ($t: [String]) { count(texts: $t) }', { t: Array(200_000).fill('x') });
  const deep = await served.post(
    `{"query": "query ($t: String!) { echo(text: $t) }", "variables": {"t": ${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
  );

  expect(long.status).toBe(400);
  expect(long.errors[0]?.message).toContain('200000 entries');
  expect(deep.status).toBe(400);
});

test('of many wrong values the first few are named, and none is repeated at length', async () => {
  const many = await served.ask('query ($t: [String]) { count(texts: $t) }', { t: Array(20_000).fill(7) });
  const huge = await served.ask('query ($n: Int!) { twice(number: $n) }', { n: 'x'.repeat(1_000_000) });

  expect(many.status).toBe(400);
  expect(many.errors.length).toBeLessThanOrEqual(6);
  expect(new Set([...many.codes, ...huge.codes])).toEqual(new Set(['BAD_USER_INPUT']));
  expect(huge.errors[0]?.message.length).toBeLessThan(600);
});

test('numbers that no number type holds, and keys that would reach into objects, do no harm', async () => {
  const overflow = await served.post('{"query": "query ($n: Int!) { twice(number: $n) }", "variables": {"n": 1e400}}');
  const polluting = await served.post(
    '{"query": "{ echo(text: \\"x\\") }", "variables": {"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}}',
  );

  expect(overflow.status).toBe(400);
  expect(polluting.status).toBe(200);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('names that every object has are aliases and fields like others', async () => {
  const aliases = await served.ask(
    '{ __proto__: echo(text: "a") constructor: echo(text: "b") hasOwnProperty: echo(text: "c") }',
  );
  const fields = await served.ask('{ constructor }');

  expect(Object.values(aliases.data ?? {})).toEqual(expect.arrayContaining(['b', 'c']));
  expect(fields.codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

test('null for a variable whose default is not null is the caller’s mistake, not ours', async () => {
  const { codes } = await served.ask('query ($n: Int = 1) { twice(number: $n) }', { n: null });

  expect(codes).toEqual(['BAD_USER_INPUT']);
});

test('a subscription by POST is told where to go', async () => {
  const { codes, errors } = await served.ask('subscription { heard(topic: "x") }');

  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(errors[0]?.message).toContain('WebSocket');
});

test('unknown names are not guessed at', async () => {
  const field = await served.ask('{ eco }');
  const argument = await served.ask('{ echo(txt: "x") }');

  expect(JSON.stringify([field.errors, argument.errors])).not.toMatch(/did you mean|"echo"\?/i);
});

test('a key holder may read the schema', async () => {
  const { data } = await served.ask('{ __type(name: "Query") { name } }');

  expect(data).toEqual({ __type: { name: 'Query' } });
});

test('the request id is the caller’s if it is well formed, and comes back', async () => {
  const response = await served.post('{"query": "{ requestId }"}', { 'x-request-id': 'scan-4711' });
  const forged = await served.post('{"query": "{ requestId }"}', { 'x-request-id': 'a b; drop' });

  expect(response.headers.get('x-request-id')).toBe('scan-4711');
  expect(await response.json()).toEqual({ data: { requestId: 'scan-4711' } });
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('pages of allowed origins may read answers, others may not', async () => {
  const allowed = await served.post(ECHO, { origin: 'https://console.example.com' });
  const foreign = await served.post(ECHO, { origin: 'https://evil.example.com' });
  const preflight = await fetch(`${served.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://console.example.com' },
  });

  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://console.example.com');
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
});

test('a request is one line in the log: who, what, how long; no key, no variable', async () => {
  await served.post(
    JSON.stringify({ query: 'query Greet($t: String!) { echo(text: $t) }', variables: { t: 'Maria Anders' } }),
    { 'x-request-id': 'r-1' },
  );

  const line = await served.lastLine();
  expect(line).toMatchObject({ requestId: 'r-1', method: 'POST', path: '/graphql', status: 200, operation: 'Greet' });
  expect(line['actorId']).toMatch(/^[0-9a-f-]{36}$/);
  expect(served.lines.join('')).not.toContain('Maria Anders');
  expect(served.lines.join('')).not.toContain((await served.key()).split('.')[1]);
});
