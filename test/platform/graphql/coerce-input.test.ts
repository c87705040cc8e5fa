import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  coerceInputValue,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLInputType,
  parse,
  parseType,
  typeFromAST,
} from 'graphql';

import { CoercedVariables } from '../../../src/platform/graphql/coerced-variables.js';
import { coercerOf, WRONG } from '../../../src/platform/graphql/coerce-input.js';

const schema = buildSchema(`
  scalar Instant
  enum Kind { SHIP RECEIVE }
  input Goods { serials: [String!], codes: [[ID]!] }
  input Item { id: ID, count: Int! = 1, isLate: Boolean, note: String!, goods: Goods!, others: [Goods] }
  input Request { source: String!, validateOnly: Boolean! = false, items: [Item!]! }
  input WithInstant { at: Instant }
  input WithKind { kind: Kind }
  input OneOf @oneOf { a: Int, b: String }
  type Query { is: Boolean }
  type Mutation { record(request: Request!, note: String, sources: [String!]): String, when(at: WithInstant): String }
`);

function typeNamed(name: string): GraphQLInputType {
  return typeFromAST(schema, parseType(name) as never) as GraphQLInputType;
}

/** What graphql-js makes of a value, or WRONG. */
function expected(value: unknown, type: GraphQLInputType): unknown {
  const wrong: unknown[] = [];
  const coerced: unknown = coerceInputValue(value, type, (path) => wrong.push(path));
  return wrong.length > 0 ? WRONG : coerced;
}

const leaf = fc.oneof(
  fc.string(),
  fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
  fc.constantFrom(null, true, false, 0.5, -0, 1e300, 2 ** 31, -(2 ** 31)),
);
/** Mostly what it should be. */
const some = (right: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 60, arbitrary: right },
    leaf,
    fc.dictionary(fc.constantFrom('note', 'goods', 'count', 'serials', '__proto__', 'unknown'), leaf),
  );
const goods = fc.record(
  { serials: some(fc.array(fc.string())), codes: some(fc.array(fc.array(some(fc.string())))) },
  { requiredKeys: [] },
);
const item = fc.record(
  {
    id: some(fc.string()),
    count: some(fc.integer({ min: 0, max: 100 })),
    isLate: some(fc.boolean()),
    note: some(fc.string()),
    goods: some(goods),
    others: some(fc.array(goods)),
  },
  { requiredKeys: ['note', 'goods', 'count'] },
);
const request = fc.record(
  { source: some(fc.string()), validateOnly: some(fc.boolean()), items: some(fc.array(some(item))) },
  { requiredKeys: ['source', 'items'] },
);

test('what is taken as it came is what GraphQL makes of it', () => {
  const type = typeNamed('Request!');
  const coerce = coercerOf(type);
  let right = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: request }, fc.jsonValue()), (value) => {
      const coerced = coerce?.(value);
      if (coerced === WRONG) return;
      right += 1;
      expect(coerced).toEqual(expected(value, type));
    }),
    { numRuns: 2_000 },
  );
  expect(right).toBeGreaterThan(100);
});

test('a right request is taken without copying its items, and gets the defaults of its own fields', () => {
  const items = [
    { count: 2, note: 'a', goods: { serials: ['1'], codes: [['x', null]] }, others: [null, {}], id: null },
  ];

  const coerced = coercerOf(typeNamed('Request!'))?.({ source: 'wms', items });

  expect(coerced).toEqual({ source: 'wms', validateOnly: false, items });
  expect((coerced as { items: unknown }).items).toBe(items);
});

test.each(['WithInstant', 'WithKind', '[WithInstant!]', 'OneOf', 'Instant'])(
  '%s, whose values become others or have rules of their own, is left to graphql-js',
  (name) => {
    expect(coercerOf(typeNamed(name))).toBeNull();
  },
);

const rootValue = { record: (args: object) => JSON.stringify(args), when: (args: object) => JSON.stringify(args) };

/** The answers with and without coercing before execution. */
async function bothWays(text: string, variableValues: Readonly<Record<string, unknown>>) {
  const document = parse(text);
  const variables = new CoercedVariables(schema);
  const prepared = variables.prepare(document, variableValues);
  return {
    prepared,
    document,
    answers: [
      await execute({ ...prepared, rootValue }),
      await execute({ schema, document, variableValues, rootValue }),
    ],
  };
}

/** The arguments that the field was given, or what was said of them. */
function told(answer?: ExecutionResult) {
  const given = Object.values(answer?.data ?? {}).map((text): unknown => typeof text === 'string' && JSON.parse(text));
  return { given, errors: answer?.errors?.map((error) => error.toJSON()) };
}

const RIGHT = { source: 'wms', items: [] };

test.each<[string, string, Readonly<Record<string, unknown>>, boolean]>([
  ['a request', 'mutation ($r: Request!) { record(request: $r) }', { r: RIGHT }, true],
  [
    'a field of it',
    'mutation ($s: [String!]) { record(sources: $s, request: {source: "a", items: []}) }',
    { s: ['a'] },
    true,
  ],
  ['a list of items', 'mutation ($i: [Item!]!) { record(request: {source: "a", items: $i}) }', { i: [] }, true],
  [
    'with a small one beside it',
    'mutation ($r: Request!, $n: String = "x") { record(request: $r, note: $n) }',
    { r: RIGHT },
    true,
  ],
  [
    'one that was left out',
    'mutation ($s: [String!]) { record(sources: $s, request: {source: "a", items: []}) }',
    {},
    true,
  ],
  ['null', 'mutation ($s: [String!]) { record(sources: $s, request: {source: "a", items: []}) }', { s: null }, true],
  ['a wrong one', 'mutation ($r: Request!) { record(request: $r) }', { r: { ...RIGHT, source: 7 } }, false],
  ['a missing one', 'mutation ($r: Request!) { record(request: $r) }', {}, false],
  ['an unknown field', 'mutation ($r: Request!) { record(request: $r) }', { r: { ...RIGHT, x: 1 } }, false],
  [
    'what becomes a list',
    'mutation ($s: [String!]) { record(sources: $s, request: {source: "a", items: []}) }',
    { s: 'a' },
    false,
  ],
  [
    'with a default',
    'mutation ($s: [String!] = ["x"]) { record(sources: $s, request: {source: "a", items: []}) }',
    {},
    false,
  ],
  ['of a scalar that parses', 'mutation ($w: WithInstant) { when(at: $w) }', { w: { at: 'x' } }, false],
  ['in a query', 'query ($s: [String!]) { is @skip(if: true) __type(name: "Coerced") { name } }', { s: [] }, false],
  [
    'of one of two operations',
    'mutation A($r: Request!) { record(request: $r) } mutation B { when }',
    { r: RIGHT },
    false,
  ],
])('a variable gives the same answer when it is coerced before: %s', async (_name, text, variables, isPrepared) => {
  const { prepared, document, answers } = await bothWays(text, variables);

  expect(told(answers[0])).toEqual(told(answers[1]));
  expect(prepared.document !== document).toBe(isPrepared);
});

test('a document is prepared once', () => {
  const variables = new CoercedVariables(schema);
  const document: DocumentNode = parse('mutation ($r: Request!) { record(request: $r) }');

  expect(variables.prepare(document, { r: RIGHT }).document).toBe(variables.prepare(document, { r: RIGHT }).document);
});
