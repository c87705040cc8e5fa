import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';

import { accessOf, limitedRolesOf } from '../../../src/platform/access/access.js';
import { type Role, ROLES } from '../../../src/platform/access/actor.js';
import { createSchema } from '../../../src/schema.js';
import { MATRIX } from './matrix.js';

type Field = GraphQLField<unknown, unknown>;

const ROOTS = ['Query', 'Mutation', 'Subscription'];

let fields: ReadonlyMap<string, Field>;

beforeAll(async () => {
  fields = fieldsOf(await createSchema());
});

test('every field of Query, Mutation and Subscription has a rule', () => {
  const withoutRule = [...fields].filter(([name, field]) => isOfRoot(name) && accessOf(field) === undefined);

  expect(withoutRule.map(([name]) => name)).toEqual([]);
});

test('the rules are those of the matrix', () => {
  expect(tableOf(fields)).toEqual(MATRIX.trim().split('\n'));
});

describe.each(ROLES)('whoever is not named is refused: %s', (role) => {
  test('by each field, before anything is done', () => {
    const closed = [...fields].filter(([, field]) => accessOf(field)?.includes(role) === false);

    expect(closed).not.toHaveLength(0);
    for (const [name, field] of closed)
      expect({ name, codes: refusals(field, role) }).toMatchObject({ codes: FORBIDDEN });
  });
});

const FORBIDDEN = ['FORBIDDEN', 'FORBIDDEN'];

/** What comes of resolving a field, and of subscribing to it, without any argument. */
function refusals(field: Field, role: Role): unknown[] {
  const context = { actor: { id: 'someone', role, sourceId: null, siteId: null }, now: () => new Date() };
  return [field.resolve, field.subscribe ?? field.resolve].map((use) => {
    try {
      return use?.({}, {}, context, {} as never);
    } catch (error) {
      return (error as { extensions?: { code?: unknown } }).extensions?.code;
    }
  });
}

function fieldsOf(schema: GraphQLSchema): ReadonlyMap<string, Field> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types.flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field])),
  );
}

/** A line for each field with a rule, those of the roots first; personal data and the like stand below. */
function tableOf(all: ReadonlyMap<string, Field>): string[] {
  const ruled = [...all].filter(([name, field]) => isOfRoot(name) || accessOf(field) !== undefined);
  const widest = Math.max(...ruled.map(([name]) => name.length));
  const lines = ruled
    .sort(([a], [b]) => rootOf(a) - rootOf(b) || (a < b ? -1 : 1))
    .map(([name, field]) => {
      const cells = ROLES.map((role) => cellOf(field, role).padEnd(role.length));
      return [name.padEnd(widest), ...cells].join('  ').trimEnd();
    });
  return [['field'.padEnd(widest), ...ROLES].join('  '), ...lines];
}

function cellOf(field: Field, role: Role): string {
  if (!accessOf(field)?.includes(role)) return '-';
  return limitedRolesOf(field)?.includes(role) ? 'limited' : 'yes';
}

const isOfRoot = (name: string) => ROOTS.some((root) => name.startsWith(`${root}.`));
const rootOf = (name: string) => [...ROOTS, ''].findIndex((root) => name.startsWith(root));
