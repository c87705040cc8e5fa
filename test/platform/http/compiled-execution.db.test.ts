import { expect, test } from '@jest/globals';

import { createSchema } from '../../../src/schema.js';
import { GTIN, PALLET, record, registerTestSource, STORE, units, WAREHOUSE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { type Asked, setUpServed } from './serve.js';

/** A query is compiled when it is asked for the third time, so five answers are of both engines. */
const TIMES = 5;

const world = setUpWorld();
const served = setUpServed(world, await createSchema());

async function askAgainAndAgain(query: string, variables: Record<string, unknown> = {}): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let time = 0; time < TIMES; time++) answers.push(tellable(await served.ask(query, variables)));
  return answers;
}

const tellable = ({ status, data, errors }: Asked) => ({ status, data, errors });

const LOOKUP = `query ($gtin: GTIN!, $serial: String!, $first: Int!) {
  unit(gtin: $gtin, serial: $serial) {
    __typename serial known again: serial
    product { gtin name packagingLevels { quantity } }
    place { ...Whole }
    verdict { verdict recalls { recall { id } } }
    journey(first: $first, newestFirst: true) {
      edges { cursor node { kind occurredAt evidence place { gln } via { sscc } movement { sourceRef } } }
      nodes { kind }
      pageInfo { hasNextPage }
    }
  }
}
fragment Whole on Place { placeKind since location { gln name } customer { number } }`;

const ANY_CODE = `query Any($code: String!) {
  lookup(code: $code) {
    reading
    matches { __typename ... on Unit { serial place { placeKind } } ... on LogisticUnit { sscc containers { sscc } } }
  }
}`;

const AT_A_TIME = `query ($gtin: GTIN!, $at: DateTime = "2026-02-01T08:30:00+00:00") {
  unit(gtin: $gtin, serial: "A1") { history(asOf: $at) { asOf place { placeKind since } journey { nodes { kind } } } }
}`;

async function recordStory(): Promise<void> {
  await registerTestSource(world);
  await record(
    world.as('WAREHOUSE'),
    units('commission', ['A1', 'A2'], { occurredAt: '2026-02-01T08:00:00Z' }),
    units('pack', ['A1'], { occurredAt: '2026-02-01T09:00:00Z', container: PALLET }),
    {
      kind: 'ship',
      occurredAt: '2026-02-01T10:00:00Z',
      place: WAREHOUSE,
      destination: STORE,
      goods: { ssccs: [PALLET] },
    },
  );
}

test('a query is answered alike however often it is asked', async () => {
  await recordStory();

  for (const [query, variables] of [
    [LOOKUP, { gtin: GTIN, serial: 'A1', first: 2 }],
    [LOOKUP, { gtin: GTIN, serial: 'A2', first: 1 }],
    [ANY_CODE, { code: 'A1' }],
    [ANY_CODE, { code: PALLET }],
    [ANY_CODE, { code: 'nobody knows it' }],
    [AT_A_TIME, { gtin: GTIN }],
    [
      `{ unit(gtin: "${GTIN}", serial: "A1") { history(asOf: "2026-02-01T09:30:00Z") { asOf containers { sscc } } } }`,
      {},
    ],
    ['{ __typename }', {}],
  ] as const) {
    const [first, ...rest] = await askAgainAndAgain(query, variables);

    expect(first).toMatchObject({ status: 200, errors: [] });
    expect(rest).toEqual(rest.map(() => first));
  }
});

test.each([
  ['a missing variable', LOOKUP, {}],
  ['a variable of another type', LOOKUP, { gtin: GTIN, serial: 7, first: 2 }],
  ['a value that its scalar refuses', LOOKUP, { gtin: '123', serial: 'A1', first: 2 }],
  ['a page that is too long', LOOKUP, { gtin: GTIN, serial: 'A1', first: 5_000 }],
  ['a field of another role', '{ apiKeys { nodes { id } } }', {}],
  ['a bad cursor', `{ apiKeys(after: "x") { nodes { id } } }`, {}],
  ['an argument without its value', '{ unit { serial } }', {}],
] as const)('%s is refused in the same words however often it is asked', async (_name, query, variables) => {
  const [first, ...rest] = (await askAgainAndAgain(query, variables)) as Pick<Asked, 'errors'>[];

  expect(first?.errors).not.toEqual([]);
  expect(rest).toEqual(rest.map(() => first));
});

test('a query that is asked again is answered from what was recorded meanwhile', async () => {
  await recordStory();
  await askAgainAndAgain(LOOKUP, { gtin: GTIN, serial: 'A2', first: 2 });

  await record(world.as('WAREHOUSE'), units('destroy', ['A2'], { occurredAt: '2026-02-01T11:00:00Z' }));

  const { data } = await served.ask(LOOKUP, { gtin: GTIN, serial: 'A2', first: 2 });
  expect(data).toMatchObject({ unit: { place: { placeKind: 'DESTROYED' } } });
});
