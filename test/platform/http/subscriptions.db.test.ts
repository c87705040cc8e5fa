import { afterEach, expect, test } from '@jest/globals';

import { revokeApiKey } from '../../../src/keys/revoke-api-key.js';
import { createAuthenticate } from '../../../src/platform/access/authenticate.js';
import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';
import { SubscriberSocket } from './subscriber-socket.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
let elapsed = 0;
const served = setUpServed(world, TEST_SCHEMA, {
  // A clock on which every key was last asked for long ago.
  authenticate: (token) => createAuthenticate({ ...world.retrace(), elapsed: () => (elapsed += 10_000) })(token),
});

const opened: SubscriberSocket[] = [];
afterEach(async () => {
  for (const socket of opened) socket.close();
  await Promise.all(opened.splice(0).map(({ closed }) => closed));
});

async function open(options?: Parameters<typeof SubscriberSocket.open>[1]): Promise<SubscriberSocket> {
  const socket = await SubscriberSocket.open(served.url, options);
  opened.push(socket);
  return socket;
}

async function admitted(key?: string): Promise<SubscriberSocket> {
  const socket = await SubscriberSocket.admitted(served.url, key ?? (await served.key()));
  opened.push(socket);
  return socket;
}

/** Subscribing is done when the server has begun to listen: say something until it is heard. */
async function listening(socket: SubscriberSocket, topic: string): Promise<void> {
  socket.subscribe(`subscription { heard(topic: "${topic}") }`);
  const heard = socket.next();
  const saying = setInterval(() => {
    world.events.publish(topic, { said: 'are you there' });
  }, 10);
  await heard;
  clearInterval(saying);
}

test('a subscriber hears what is published, and no more after they have hung up', async () => {
  const socket = await admitted();
  await listening(socket, 'news');

  world.events.publish('news', { said: 'hello' });
  world.events.publish('gossip', { said: 'psst' });

  expect(await socket.next()).toMatchObject({ type: 'next', id: '1' });
  socket.say({ type: 'complete', id: '1' });
  socket.say({ type: 'ping' });
  let message = await socket.next();
  while (message.type === 'next') message = await socket.next();
  expect(message).toEqual({ type: 'pong' });
});

test('an event is executed for the subscriber: their role, their context', async () => {
  const socket = await admitted(await served.key('AUDITOR'));
  await listening(socket, 'roles');

  world.events.publish('roles', { said: 'welcome' });

  const said: unknown[] = [];
  while (!said.includes('welcome to AUDITOR')) said.push(dataOf(await socket.next())['heard']);
});

test('the key may come bare', async () => {
  const socket = await open();
  socket.say({ type: 'connection_init', payload: { key: await served.key() } });

  expect(await socket.next()).toEqual({ type: 'connection_ack' });
});

test.each([
  ['no payload', undefined],
  ['no key', { hello: 'world' }],
  ['an unknown key', { authorization: 'Bearer abcdefabcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['a key that is an object', { authorization: { toString: 'x' } }],
])('a socket that brings %s is closed', async (_name, payload) => {
  const socket = await open();
  socket.say({ type: 'connection_init', ...(payload && { payload }) });

  expect(await socket.closed).toBe(4401);
});

test('a socket that subscribes before it brings a key is closed, and hears nothing', async () => {
  const socket = await open();
  socket.subscribe('subscription { heard(topic: "news") }');

  expect(await socket.closed).toBe(4401);
});

test('a socket that brings nothing is closed after five seconds', async () => {
  const socket = await open();

  expect(await socket.closed).toBe(4408);
});

test('a socket of another protocol, or of none of ours, is closed', async () => {
  const legacy = await SubscriberSocket.open(served.url, { protocol: 'graphql-ws' });

  expect([4406, 1006]).toContain(await legacy.closed);
});

test('a page of a foreign origin cannot connect; of an allowed one and of our own it can', async () => {
  const foreign = await SubscriberSocket.open(served.url, { origin: 'https://evil.example.com' });
  const allowed = await open({ origin: 'https://console.example.com' });
  const own = await open({ origin: served.url });
  for (const socket of [allowed, own]) socket.say({ type: 'connection_init', payload: { key: await served.key() } });

  expect(await foreign.closed).toBe(403);
  expect(await Promise.all([allowed.next(), own.next()])).toEqual([
    { type: 'connection_ack' },
    { type: 'connection_ack' },
  ]);
});

test('there is a socket at /graphql only', async () => {
  expect(await (await SubscriberSocket.open(served.url, { path: '/elsewhere' })).closed).toBe(404);
});

test('a frame over the bound, a message that is none and a binary one close the socket', async () => {
  const [large, nonsense, binary] = [await admitted(), await admitted(), await admitted()];
  large.sendRaw('x'.repeat(10_000_000));
  nonsense.sendRaw('{"type":');
  binary.sendRaw(Buffer.from([1, 2, 3]));

  expect(await large.closed).toBe(1009);
  expect(await nonsense.closed).toBe(4400);
  expect(await binary.closed).toBe(4400);
});

test('one socket carries ten subscriptions, and one key five sockets', async () => {
  const [socket] = [await admitted(), await admitted(), await admitted(), await admitted(), await admitted()];
  const sixth = await open();
  sixth.say({ type: 'connection_init', payload: { key: await served.key() } });
  for (let i = 1; i <= 11; i++) socket.subscribe('subscription { heard(topic: "quiet") }', String(i));

  expect(await sixth.closed).toBe(4429);
  expect(await socket.next()).toMatchObject({
    type: 'error',
    id: '11',
    payload: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
});

test('a socket that was closed makes room for another', async () => {
  for (let i = 0; i < 8; i++) {
    const socket = await admitted();
    socket.close();
    await socket.closed;
  }
});

test.each([
  ['a query', '{ echo(text: "x") }', 'BAD_USER_INPUT'],
  ['an unknown field', 'subscription { herd }', 'GRAPHQL_VALIDATION_FAILED'],
  ['an error in the grammar', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  [
    'a document that is too complex',
    `subscription { ${Array.from({ length: 21 }, (_, i) => `a${i}: heard(topic: "x")`).join(' ')} }`,
    'TOO_COMPLEX',
  ],
])('%s on a socket is refused, and the socket lives on', async (_name, query, code) => {
  const socket = await admitted();
  socket.subscribe(query);

  expect(await socket.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
  socket.say({ type: 'ping' });
  expect(await socket.next()).toEqual({ type: 'pong' });
});

test('a fault in an event is masked like any other', async () => {
  const socket = await admitted();
  socket.subscribe('subscription { broken }');
  const heard = socket.next();
  const saying = setInterval(() => {
    world.events.publish('broken', { said: 'x' });
  }, 10);
  const message = await heard;
  clearInterval(saying);

  expect(message).toMatchObject({
    type: 'next',
    payload: { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  });
  expect(JSON.stringify(message)).not.toContain('recipe');
});

test('an event after the key was revoked is not told, and closes the socket', async () => {
  const { token, id } = await served.newKey('QUALITY');
  const socket = await admitted(token);
  await listening(socket, 'secrets');
  await revokeApiKey(world.as('ADMIN'), { id });

  world.events.publish('secrets', { said: 'for key holders' });

  expect(await socket.closed).toBe(4403);
  expect(JSON.stringify(socket.drain())).not.toContain('for key holders');
});

test('a socket whose key was revoked is closed within seconds, events or none', async () => {
  const { token, id } = await served.newKey('QUALITY');
  const socket = await admitted(token);
  await revokeApiKey(world.as('ADMIN'), { id });

  expect(await socket.closed).toBe(4403);
});

function dataOf({ payload }: { payload?: unknown }): Record<string, unknown> {
  return (payload as { data: Record<string, unknown> }).data;
}
