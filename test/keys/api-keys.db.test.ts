import { beforeAll, expect, test } from '@jest/globals';

import { makeGln } from '../../src/gs1/index.js';
import { createDevelopmentKeys } from '../../src/keys/index.js';
import { locationId, sourceId } from '../../src/parties/index.js';
import { createAuthenticate } from '../../src/platform/access/authenticate.js';
import { jobs } from '../../src/jobs.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

const SEATTLE = makeGln('950600020001');
const LONDON = makeGln('950600020002');
const UNHEARD_OF = makeGln('950600029999');

beforeAll(async () => {
  await world.db.rows(
    'given_places',
    `
    insert into location (location_id, gln, kind, registered_at)
    values ($1, $2, 'WAREHOUSE', now()), ($3, $4, 'WAREHOUSE', now())
    `,
    [locationId(SEATTLE), SEATTLE, locationId(LONDON), LONDON],
  );
  await world.db.rows(
    'given_sources',
    `
    insert into source (source_id, code, name, site_id, registered_at)
    values ($1, 'wms', 'Any site', null, now()), ($2, 'wms-seattle', 'Seattle', $3, now())
    `,
    [sourceId('wms'), sourceId('wms-seattle'), locationId(SEATTLE)],
  );
});

test('a new key is told once, and lets its holder in at once', async () => {
  const answer = await create({ role: 'QUALITY', name: ' Anna ' });

  const actor = await createAuthenticate({ db: world.db, now: () => world.clock })(answer.token ?? '');
  expect(actor).toMatchObject({ id: answer.apiKey?.id, role: 'QUALITY' });
  expect(answer.apiKey).toMatchObject({ name: 'Anna', state: 'ACTIVE', sourceCode: null, siteGln: null });
});

test('a key ends after a year unless said otherwise', async () => {
  const { apiKey: usual } = await create({ role: 'QUALITY', name: 'Anna' });
  const { apiKey: short } = await create({ role: 'QUALITY', name: 'Anna', expiresInDays: 30 });

  expect(usual?.expiresAt).toBe('2027-03-01T08:00:00.000Z');
  expect(short?.expiresAt).toBe('2026-03-31T08:00:00.000Z');
});

test.each([
  [{ role: 'QUALITY', name: 'Anna', expiresInDays: 366 }, /expiresInDays/],
  [{ role: 'QUALITY', name: 'Anna', expiresInDays: 0 }, /expiresInDays/],
  [{ role: 'QUALITY', name: '   ' }, /name/],
  [{ role: 'QUALITY', name: 'Anna\r\nAdmin' }, /name/],
  [{ role: 'QUALITY', name: 'x'.repeat(101) }, /name/],
  [{ role: 'ADMIN', name: 'Anna', sourceCode: 'wms' }, /WAREHOUSE/],
])('%j is refused', async (input, reason) => {
  const { errors } = await world.answer(world.as('ADMIN'), CREATE, { input });

  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).toMatch(reason);
});

test('the key of a warehouse is bound to a source and a site', async () => {
  const { apiKey } = await create({ role: 'WAREHOUSE', name: 'WMS', sourceCode: 'wms', siteGln: LONDON });

  expect(apiKey).toMatchObject({ sourceCode: 'wms', siteGln: LONDON });
});

test('the key of a source that belongs to a site is bound to that site', async () => {
  const { apiKey } = await create({ role: 'WAREHOUSE', name: 'WMS', sourceCode: 'wms-seattle' });

  expect(apiKey).toMatchObject({ sourceCode: 'wms-seattle', siteGln: SEATTLE });
});

test.each([
  [{ sourceCode: 'WMS' }, 'ApiKeySourceUnknown'],
  [{ siteGln: UNHEARD_OF }, 'ApiKeySiteUnknown'],
  [{ sourceCode: 'wms-seattle', siteGln: LONDON }, 'SourceOfAnotherSite'],
])('%j is answered with %s', async (binding, answer) => {
  const result = await create({ role: 'WAREHOUSE', name: 'WMS', ...binding });

  expect(result.__typename).toBe(answer);
});

test('two keys may live at once, so that one can replace the other', async () => {
  const before = await create({ role: 'WAREHOUSE', name: 'WMS', sourceCode: 'wms' });
  const after = await create({ role: 'WAREHOUSE', name: 'WMS', sourceCode: 'wms' });
  await revoke(before.apiKey?.id ?? '');

  const authenticate = createAuthenticate({ db: world.db, now: () => world.clock });
  expect(await authenticate(before.token ?? '')).toBeNull();
  expect(await authenticate(after.token ?? '')).not.toBeNull();
});

test('revoking a key again changes nothing, and says when it ended', async () => {
  const { apiKey } = await create({ role: 'QUALITY', name: 'Anna' });
  const first = await revoke(apiKey?.id ?? '');
  world.clock = new Date(world.clock.getTime() + 1_000);

  expect(await revoke(apiKey?.id ?? '')).toEqual(first);
  expect(first).toMatchObject({ __typename: 'ApiKeyRevoked', apiKey: { state: 'REVOKED' } });
});

test.each(['00000000-0000-4000-8000-00000000dead', 'no id at all', "' or true --", ''])(
  'revoking %j says that there is no such key',
  async (id) => {
    expect(await revoke(id)).toMatchObject({ __typename: 'ApiKeyUnknown' });
  },
);

test('the list shows every key, newest first, page by page, and no secret', async () => {
  const made = [];
  for (const name of ['one', 'two', 'three']) {
    world.clock = new Date(world.clock.getTime() + 1_000);
    made.unshift(await create({ role: 'AUDITOR', name }));
  }

  const firstPage = await list({ first: 2 });
  const secondPage = await list({ first: 1, after: firstPage.pageInfo.endCursor });

  const listed = [...firstPage.nodes, ...secondPage.nodes];
  expect(listed.map(({ name }) => name)).toEqual(['three', 'two', 'one']);
  for (const { token } of made) expect(JSON.stringify(listed)).not.toContain(token?.split('.')[1]);
});

test('whoever reads the trail learns that a key was created and revoked, by whom and why, but not the key', async () => {
  const { apiKey, token } = await create({ role: 'QUALITY', name: 'Anna' });
  await revoke(apiKey?.id ?? '', 'Left the company');

  const { auditEntries } = await world.graphql<{ auditEntries: { nodes: object[] } }>(
    world.as('AUDITOR'),
    `query ($id: ID!) {
      auditEntries(filter: { objectKind: "apiKey", objectId: $id }) { nodes { action actorId reason detail } }
    }`,
    { id: apiKey?.id },
  );
  expect(auditEntries.nodes).toMatchObject([
    { action: 'revokeApiKey', actorId: world.as('ADMIN').actor.id, reason: 'Left the company' },
    { action: 'createApiKey', actorId: world.as('ADMIN').actor.id, detail: { role: 'QUALITY' } },
  ]);
  expect(JSON.stringify(auditEntries)).not.toContain(token?.split('.')[1]);
});

test('the end of an expired key stands in the trail once', async () => {
  const { apiKey } = await create({ role: 'QUALITY', name: 'Anna', expiresInDays: 1 });
  world.clock = new Date(world.clock.getTime() + 86_400_000);
  const job = jobs.find(({ name }) => name === 'endExpiredKeys');

  await job?.run(world.retrace(), undefined as never);
  await job?.run(world.retrace(), undefined as never);

  const entries = await world.db.rows(
    'ends_of_key',
    `select from audit_entry where action = 'endExpiredKeys' and object_id = $1`,
    [apiKey?.id],
  );
  expect(entries).toHaveLength(1);
  expect((await list({ first: 200 })).nodes.find(({ id }) => id === apiKey?.id)).toMatchObject({ state: 'EXPIRED' });
});

test('for trying things out there is a key of each role, and a second one where two people or two sites are needed', async () => {
  const keys = await createDevelopmentKeys(world.retrace(), { sourceCode: 'wms', siteGln: SEATTLE });

  const authenticate = createAuthenticate({ db: world.db, now: () => world.clock });
  const holders = await Promise.all(Object.values(keys).flat().map(authenticate));
  expect(holders.map((holder) => holder?.role)).toEqual([
    'WAREHOUSE',
    'WAREHOUSE',
    'CUSTOMER_SERVICE',
    'QUALITY',
    'QUALITY',
    'AUDITOR',
    'ADMIN',
  ]);
  expect(holders[0]).toMatchObject({ sourceId: sourceId('wms'), siteId: null });
  expect(holders[1]).toMatchObject({ sourceId: sourceId('wms'), siteId: locationId(SEATTLE) });
});

interface ListedApiKey {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: string;
}

interface ApiKeyAnswer {
  readonly __typename: string;
  readonly token?: string;
  readonly apiKey?: ListedApiKey;
}

const KEY = 'id prefix name role state sourceCode siteGln createdAt expiresAt revokedAt';
const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on ApiKeyCreated { token apiKey { ${KEY} } } }
}`;

async function create(input: Record<string, unknown>): Promise<ApiKeyAnswer> {
  const data = await world.graphql<{ createApiKey: ApiKeyAnswer }>(world.as('ADMIN'), CREATE, { input });
  return data.createApiKey;
}

async function revoke(id: string, reason?: string): Promise<ApiKeyAnswer> {
  const data = await world.graphql<{ revokeApiKey: ApiKeyAnswer }>(
    world.as('ADMIN'),
    `mutation ($input: RevokeApiKeyInput!) {
      revokeApiKey(input: $input) { __typename ... on ApiKeyRevoked { apiKey { ${KEY} } } }
    }`,
    { input: { id, reason } },
  );
  return data.revokeApiKey;
}

interface ApiKeyPage {
  readonly nodes: readonly ListedApiKey[];
  readonly pageInfo: { readonly endCursor: string };
}

async function list(page: { first: number; after?: string }): Promise<ApiKeyPage> {
  const data = await world.graphql<{ apiKeys: ApiKeyPage }>(
    world.as('ADMIN'),
    `query ($first: Int!, $after: String) {
      apiKeys(first: $first, after: $after) { nodes { ${KEY} } pageInfo { endCursor } }
    }`,
    page,
  );
  return data.apiKeys;
}
