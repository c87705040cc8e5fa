import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  type ExecutionResult,
  graphql,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  subscribe,
} from 'graphql';

import { enforceAccess } from '../../../src/platform/access/access.js';
import { type Role, ROLES } from '../../../src/platform/access/actor.js';

const only = (...access: Role[]) => ({ access });

const Customer = new GraphQLObjectType({
  name: 'Customer',
  fields: {
    number: { type: GraphQLString, resolve: () => '4711' },
    email: { type: GraphQLString, extensions: only('QUALITY'), resolve: () => 'maria@example.com' },
  },
});

let schema: GraphQLSchema;
let now: number;

beforeEach(() => {
  now = Date.UTC(2026, 2, 1);
  schema = enforceAccess(
    new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          forgotten: { type: GraphQLString, resolve: () => 'told' },
          customer: { type: Customer, extensions: only('QUALITY', 'AUDITOR'), resolve: () => ({}) },
          unit: {
            type: GraphQLString,
            description: 'One unit.',
            extensions: { ...only('QUALITY', 'CUSTOMER_SERVICE'), rateLimited: ['CUSTOMER_SERVICE'] },
            resolve: () => 'found',
          },
        },
      }),
      mutation: new GraphQLObjectType({
        name: 'Mutation',
        fields: { forgotten: { type: GraphQLString, resolve: () => 'done' } },
      }),
      subscription: new GraphQLObjectType({
        name: 'Subscription',
        fields: { progress: { type: GraphQLString, extensions: only('QUALITY'), subscribe: someProgress } },
      }),
    }),
  );
});

describe('a field of the root', () => {
  test.each(ROLES)('without a rule is closed to %s', async (role) => {
    expect(codes(await ask(role, '{ forgotten }'))).toEqual(['FORBIDDEN']);
    expect(codes(await ask(role, 'mutation { forgotten }'))).toEqual(['FORBIDDEN']);
  });

  test('is open to the roles of its rule, and closed to others', async () => {
    expect(codes(await ask('AUDITOR', '{ customer { number } }'))).toEqual([]);
    expect(codes(await ask('WAREHOUSE', '{ customer { number } }'))).toEqual(['FORBIDDEN']);
  });

  test('tells its rule in its description', () => {
    expect(schema.getQueryType()?.getFields()['unit']?.description).toBe(
      'One unit.\n\nAt most 60 lookups a minute for CUSTOMER_SERVICE.\n\nRoles: QUALITY, CUSTOMER_SERVICE.',
    );
  });
});

test('a field with personal data is closed to whom its rule does not name, and the rest is answered', async () => {
  const answer = await ask('AUDITOR', '{ customer { number email } }');

  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(answer.data).toEqual({ customer: { number: '4711', email: null } });
  expect(codes(await ask('QUALITY', '{ customer { email } }'))).toEqual([]);
});

test('a subscription is refused before it begins', async () => {
  const document = parse('subscription { progress }');

  expect(await subscribe({ schema, document, contextValue: contextOf('WAREHOUSE') })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  expect(await subscribe({ schema, document, contextValue: contextOf('QUALITY') })).toHaveProperty('next');
});

describe('a lookup', () => {
  test('is counted for each field, so that aliases do not dodge it', async () => {
    const aliases = Array.from({ length: 62 }, (_, i) => `a${i}: unit`).join(' ');

    const answer = await ask('CUSTOMER_SERVICE', `{ ${aliases} }`);

    expect(codes(answer)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(answer.errors?.[0]?.extensions['retryAfter']).toBe(60);
  });

  test('is allowed again when a minute is over', async () => {
    for (let i = 0; i < 60; i++) await ask('CUSTOMER_SERVICE', '{ unit }');
    expect(codes(await ask('CUSTOMER_SERVICE', '{ unit }'))).toEqual(['RATE_LIMITED']);

    now += 60_000;

    expect(codes(await ask('CUSTOMER_SERVICE', '{ unit }'))).toEqual([]);
  });

  test('is counted for each key', async () => {
    for (let i = 0; i < 60; i++) await ask('CUSTOMER_SERVICE', '{ unit }');

    expect(codes(await ask('CUSTOMER_SERVICE', '{ unit }', 'another key'))).toEqual([]);
  });

  test('is not counted for other roles', async () => {
    for (let i = 0; i < 61; i++) expect(codes(await ask('QUALITY', '{ unit }'))).toEqual([]);
  });
});

async function* someProgress() {
  yield await Promise.resolve({ progress: 'half' });
}

const contextOf = (role: Role, id: string = role) => ({
  actor: { id, role, sourceId: null, siteId: null },
  now: () => new Date(now),
});

const ask = (role: Role, source: string, id?: string) => graphql({ schema, source, contextValue: contextOf(role, id) });

const codes = ({ errors = [] }: ExecutionResult) => errors.map(({ extensions }) => extensions['code']);
