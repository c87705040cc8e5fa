import { beforeEach, expect, test } from '@jest/globals';

import { createApiKey, type CreateApiKey } from '../../../src/keys/index.js';
import { revokeApiKey } from '../../../src/keys/revoke-api-key.js';
import { type Authenticate, createAuthenticate } from '../../../src/platform/access/authenticate.js';
import type { Queryable } from '../../../src/platform/database/database.js';
import { personId, setUpWorld } from '../../support/world.js';

const world = setUpWorld();

let elapsed: number;
let trips: number;
let authenticate: Authenticate;

beforeEach(() => {
  elapsed = 1_000;
  trips = 0;
  const db: Queryable = {
    rows: (...statement) => {
      trips++;
      return world.db.rows(...statement);
    },
  };
  authenticate = createAuthenticate({ db, now: () => world.clock, elapsed: () => elapsed });
});

test('the holder of a key is known by it', async () => {
  const { token, id } = await aKey({ role: 'QUALITY' });

  expect(await authenticate(token)).toEqual({ id, role: 'QUALITY', sourceId: null, siteId: null });
});

test.each(['', 'nonsense', `000000000000.${'x'.repeat(43)}`])('nobody is known by %j', async (token) => {
  expect(await authenticate(token)).toBeNull();
});

test('a right prefix with a wrong secret is nobody', async () => {
  const { token } = await aKey({ role: 'ADMIN' });
  const other = await aKey({ role: 'AUDITOR' });

  expect(await authenticate(`${token.split('.')[0] ?? ''}.${other.token.split('.')[1] ?? ''}`)).toBeNull();
});

test('a wrong secret asks the database every time, whether its prefix exists or not', async () => {
  const { token } = await aKey({ role: 'ADMIN' });
  const wrong = 'A'.repeat(43);
  await authenticate(token);
  trips = 0;

  for (const prefix of [token.split('.')[0] ?? '', '000000000000']) {
    await authenticate(`${prefix}.${wrong}`);
    await authenticate(`${prefix}.${wrong}`);
  }

  expect(trips).toBe(4);
});

test('a key in use is asked for once in four seconds', async () => {
  const { token } = await aKey({ role: 'WAREHOUSE' });

  await Promise.all(Array.from({ length: 20 }, () => authenticate(token)));
  elapsed += 3_999;
  await authenticate(token);

  expect(trips).toBe(1);
});

test('a revoked key is dead within five seconds', async () => {
  const { token, id } = await aKey({ role: 'QUALITY' });
  expect(await authenticate(token)).not.toBeNull();

  await revokeApiKey(world.as('ADMIN'), { id });
  elapsed += 4_999;

  expect(await authenticate(token)).toBeNull();
});

test('a key ends when its time is over, though it was believed a moment ago', async () => {
  const { token } = await aKey({ role: 'QUALITY', expiresInDays: 1 });
  expect(await authenticate(token)).not.toBeNull();

  world.clock = new Date(world.clock.getTime() + 86_400_000);

  expect(await authenticate(token)).toBeNull();
});

test('the secret cannot be read back from the database', async () => {
  const { token } = await aKey({ role: 'ADMIN' });

  const rows = await world.db.rows<{ text: string }>('all_keys', 'select api_key::text from api_key');

  const [, secret = ''] = token.split('.');
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('hex'));
});

async function aKey(key: Omit<CreateApiKey, 'name'>): Promise<{ token: string; id: string }> {
  const answer = await createApiKey(world.as('ADMIN', { id: personId('ADMIN') }), { name: 'Anna', ...key });
  if (answer.outcome !== 'ApiKeyCreated') throw new Error(answer.outcome);
  return { token: answer.token, id: answer.apiKey.id };
}
