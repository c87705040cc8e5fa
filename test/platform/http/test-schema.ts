import { createHash } from 'node:crypto';

import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';

import { enforceAccess } from '../../../src/platform/access/access.js';
import type { Context } from '../../../src/platform/context.js';
import { Refusal } from '../../../src/platform/graphql/refusal.js';

const anyRole = { access: ['QUALITY', 'AUDITOR', 'ADMIN'] };
interface Args {
  readonly text: string;
  readonly number: number;
  readonly texts: readonly string[];
  readonly statement: string;
  readonly value?: string;
  readonly topic: string;
}

const text = { type: new GraphQLNonNull(GraphQLString) };

/** Fields that do what the fields of a real schema do to the server: answer, refuse, fail, wait, tell of events. */
export const TEST_SCHEMA = enforceAccess(
  new GraphQLSchema({
    query: new GraphQLObjectType<unknown, Context>({
      name: 'Query',
      fields: {
        echo: {
          type: GraphQLString,
          args: { text },
          extensions: anyRole,
          resolve: (_root, args: Args) => args.text,
        },
        requestId: { type: GraphQLString, extensions: anyRole, resolve: (_root, _args, context) => context.requestId },
        twice: {
          type: GraphQLInt,
          args: { number: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 } },
          extensions: anyRole,
          resolve: (_root, args: Args) => 2 * args.number,
        },
        count: {
          type: GraphQLInt,
          args: { texts: { type: new GraphQLList(GraphQLString) } },
          extensions: anyRole,
          resolve: (_root, args: Args) => args.texts.length,
        },
        sql: {
          type: GraphQLString,
          args: { statement: text, value: { type: GraphQLString } },
          extensions: anyRole,
          async resolve(_root, { statement, value }: Args, { db }) {
            const name = createHash('sha256').update(statement).digest('hex').slice(0, 20);
            return JSON.stringify(await db.rows(name, statement, value === undefined ? [] : [value]));
          },
        },
        broken: {
          type: GraphQLString,
          extensions: anyRole,
          resolve() {
            throw new Error('the secret recipe', { cause: new Error('the secret ingredient') });
          },
        },
        forbidden: {
          type: GraphQLString,
          extensions: anyRole,
          resolve() {
            throw new Refusal('FORBIDDEN', 'Not today.');
          },
        },
        ofAdmin: { type: GraphQLString, extensions: { access: ['ADMIN'] }, resolve: () => 'for ADMIN only' },
      },
    }),
    subscription: new GraphQLObjectType<unknown, Context>({
      name: 'Subscription',
      fields: {
        heard: {
          type: GraphQLString,
          args: { topic: text },
          extensions: anyRole,
          subscribe: (_root, args: Args, { events }) => events.subscribe(args.topic),
          resolve: (payload, _args, context) => `${(payload as { said: string }).said} to ${context.actor.role}`,
        },
        broken: {
          type: GraphQLString,
          extensions: anyRole,
          subscribe: (_root, _args, { events }) => events.subscribe('broken'),
          resolve() {
            throw new Error('the secret recipe');
          },
        },
      },
    }),
  }),
);
