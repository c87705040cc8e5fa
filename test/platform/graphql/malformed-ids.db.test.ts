import { expect, test } from '@jest/globals';
import {
  type ExecutionResult,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  subscribe,
} from 'graphql';

import { accessOf } from '../../../src/platform/access/access.js';
import { maskUnexpected } from '../../../src/platform/graphql/mask-unexpected.js';
import { createSchema } from '../../../src/schema.js';
import { setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const schema = await createSchema();

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const calls = roots.flatMap((root) =>
  Object.values(root?.getFields() ?? {}).flatMap((field) => {
    const args = field.args.filter((argument) => isRequiredArgument(argument) || namesAnId(argument.type));
    return args.some(({ type }) => namesAnId(type)) ? [{ name: field.name, kind: String(root), field, args }] : [];
  }),
);

test('ids are asked for at the root only, where this is tested', () => {
  const nested = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !roots.includes(type) ? Object.values(type.getFields()) : [],
  );

  expect(calls.length).toBeGreaterThan(10);
  expect(nested.filter(({ args }) => args.some(({ type }) => namesAnId(type)))).toEqual([]);
});

test.each(calls)(
  '$kind $name answers to an id that is none without an error of ours',
  async ({ kind, field, args }) => {
    const [role] = accessOf(field) ?? [];
    const query = documentOf(kind.toLowerCase(), field, args);
    const variables = Object.fromEntries(args.map(({ name, type }) => [name, valueOf(type)]));
    const context = world.as(role ?? 'QUALITY');

    const answer =
      kind === 'Subscription'
        ? await subscribe({ schema, document: parse(query), contextValue: context, variableValues: variables })
        : await world.answer(context, query, variables);

    expect(codesOf(answer)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(codesOf(answer)).not.toContain('FORBIDDEN');
    if (Symbol.asyncIterator in answer) await answer.return(undefined);
  },
);

/** What the caller would be told. */
function codesOf(answer: ExecutionResult | AsyncGenerator): unknown[] {
  const format = maskUnexpected(() => undefined);
  const errors = 'errors' in answer ? (answer.errors ?? []) : [];
  return errors.map((error) => format(error.toJSON(), error).extensions?.['code'] ?? error.message);
}

function documentOf(kind: string, field: GraphQLField<unknown, unknown>, args: readonly GraphQLArgument[]): string {
  const variables = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind} (${variables}) { ${field.name}(${values}) ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'} }`;
}

function namesAnId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named)
    ? Object.values(named.getFields()).some((field) => namesAnId(field.type))
    : named === GraphQLID;
}

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: 'not-an-id',
  String: 'Anything at all',
  Int: 1,
  Boolean: true,
};

/** The least that the type takes, with an id that is none wherever it takes one. */
function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [valueOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SCALARS[type.name];
  const fields = Object.values(type.getFields()).filter(
    (field) => isRequiredInputField(field) || namesAnId(field.type),
  );
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type)]));
}
