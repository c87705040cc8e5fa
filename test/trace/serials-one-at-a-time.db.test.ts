import { beforeAll, expect, test } from '@jest/globals';
import { type GraphQLObjectType, isObjectType } from 'graphql';

import { accessOf } from '../../src/platform/access/access.js';
import { GTIN, PALLET, record, registerTestSource, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerTestSource(world);
  const goods = { serials: [{ gtin: GTIN, batch: 'L-1', serials: ['S-1', 'S-2', 'S-3'] }] };
  await record(
    world.as('WAREHOUSE'),
    units('commission', [], { goods, order: 'PO-1', shipment: 'SH-1' }),
    units('pack', ['S-1', 'S-2'], { container: PALLET, order: 'PO-1' }),
  );
});

const WAYS_TO_MANY_SERIALS = [
  `batch(gtin: "${GTIN}", number: "L-1") { units { nodes { serial } } }`,
  `batch(gtin: "${GTIN}", number: "L-1") { units(first: 200) { edges { node { serial } } } }`,
  `logisticUnit(sscc: "${PALLET}") { units { nodes { serial } } }`,
  `order(reference: "PO-1") { movements { nodes { units { nodes { serial } } } } }`,
  `shipment(reference: "SH-1") { movements { nodes { units { nodes { serial } } } } }`,
  `lookup(code: "L-1") { matches { ... on Batch { units { nodes { serial } } } } }`,
  `lookup(code: "${PALLET}") { matches { ... on LogisticUnit { units { nodes { serial } } } } }`,
  `unit(gtin: "${GTIN}", serial: "S-1") { batch { units { nodes { serial } } } }`,
  `unit(gtin: "${GTIN}", serial: "S-1") { containers { units { nodes { serial } } } }`,
  `unit(gtin: "${GTIN}", serial: "S-1") { journey { nodes { movement { units { nodes { serial } } } } } }`,
];

test.each(WAYS_TO_MANY_SERIALS)('customer service gets no list of serials by %s', async (way) => {
  const { data, errors = [] } = await world.answer(world.as('CUSTOMER_SERVICE'), `{ ${way} }`);

  expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['FORBIDDEN']));
  expect(JSON.stringify(data ?? {})).not.toContain('"serial"');
});

test.each(WAYS_TO_MANY_SERIALS)('quality gets one by %s', async (way) => {
  expect(JSON.stringify(await world.graphql(world.as('QUALITY'), `{ ${way} }`))).toContain('"serial":"S-2"');
});

test('there is no other list of units that customer service may read', () => {
  const types = Object.values(world.schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !/^__|(Connection|Edge)$/.test(type.name),
  ) as GraphQLObjectType[];
  const open = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => namesUnits(String(field.type)))
      .filter((field) => accessOf(field)?.includes('CUSTOMER_SERVICE') ?? true)
      .map(({ name }) => `${type.name}.${name}`),
  );

  expect(open).toEqual([]);
});

/** Whether a type is a list of units or a page of one. */
function namesUnits(type: string): boolean {
  const connection = world.schema.getType(type.replace('!', ''));
  const isPage = isObjectType(connection) && String(connection.getFields()['nodes']?.type) === '[Unit!]!';
  return isPage || type.startsWith('[Unit!]');
}

test('by looking up, customer service gets 60 serials a minute, under aliases or in parallel', async () => {
  const context = world.as('CUSTOMER_SERVICE', { id: '00000009-0000-4000-8000-000000000000' });
  const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: unit(gtin: "${GTIN}", serial: "S-${i}") { serial }`);

  const answers = await Promise.all(Array.from({ length: 5 }, () => world.answer(context, `{ ${aliases.join(' ')} }`)));

  expect(JSON.stringify(answers.map(({ data }) => data)).match(/"serial"/g)).toHaveLength(60);
  expect(answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions['code']))).toEqual(
    Array.from({ length: 40 }, () => 'RATE_LIMITED'),
  );
  expect(await world.answer(context, '{ lookup(code: "S-1") { reading } }')).toMatchObject({
    errors: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
});
