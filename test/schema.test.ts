import { readFile } from 'node:fs/promises';

import { beforeAll, expect, test } from '@jest/globals';
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

import { graphqlContract } from '../src/platform/graphql/graphql-contract.js';
import { createSchema } from '../src/schema.js';

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await createSchema();
});

test('clients are promised what the code does (if not: npm run schema)', async () => {
  const promised = await readFile('schema/retrace.graphql', 'utf8');

  expect(graphqlContract(schema)).toBe(promised);
});

test('every type, field and argument says what it means', () => {
  expect(undescribed()).toEqual([]);
});

/** Where a client's developer is left to guess. Unions are described by their members. */
function undescribed(): string[] {
  const silent: string[] = [];
  const check = (name: string, { description }: { description?: string | null | undefined }) => {
    if (!description) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    if (isEnumType(type)) check(type.name, type);
    if (isInputObjectType(type)) {
      check(type.name, type);
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      if (!isRoot(type.name)) check(type.name, type);
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
  }
  return silent;
}

const isRoot = (name: string) => ['Query', 'Mutation', 'Subscription'].includes(name);
