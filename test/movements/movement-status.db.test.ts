import { beforeAll, expect, test } from '@jest/globals';

import { sourceId } from '../../src/parties/index.js';
import type { Context } from '../../src/platform/context.js';
import { PLANT, record, registerTestSource, SOURCE, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const OTHER_SOURCE = 'other-wms';

beforeAll(async () => {
  await registerTestSource(world);
  await world.db.rows(
    'register_other_source',
    `insert into source (source_id, code, name, registered_at) values ($1, $2, 'Other WMS', $3)`,
    [sourceId(OTHER_SOURCE), OTHER_SOURCE, world.clock],
  );
  await record(
    world.as('WAREHOUSE'),
    units('observe', ['S-1'], { id: 'arrived' }),
    units('observe', ['S-1'], { id: 'twice' }),
    units('observe', ['S-1'], { id: 'contradicted' }),
    units('observe', ['S-1'], { id: 'refused', place: 'nowhere' }),
    units('observe', ['S-1'], { id: 'Große Straße 1' }),
  );
  await record(
    world.as('WAREHOUSE'),
    units('observe', ['S-1'], { id: 'twice' }),
    units('observe', ['S-1'], { id: 'contradicted', place: PLANT }),
  );
});

const STATUS = `query ($source: String, $ids: [String!]!) {
  movementStatus(source: $source, ids: $ids) { id status movementId }
}`;

interface Status {
  readonly id: string;
  readonly status: string;
  readonly movementId: string;
}

async function statusOf(ids: readonly string[], source: string | null = SOURCE, context = world.as('WAREHOUSE')) {
  const { movementStatus } = await world.graphql<{ movementStatus: Status[] }>(context, STATUS, { source, ids });
  return movementStatus.map(({ id, status }) => [id, status]);
}

async function refusalOf(ids: readonly string[], source: string | null, context: Context = world.as('WAREHOUSE')) {
  const { errors = [] } = await world.answer(context, STATUS, { source, ids });
  return errors.map(({ extensions, message }) => [extensions['code'], message]);
}

test('a sender learns what arrived, in the order in which it asks', async () => {
  expect(await statusOf(['never', 'twice', 'contradicted', 'refused', 'arrived', 'arrived'])).toEqual([
    ['never', 'UNKNOWN'],
    ['twice', 'RECORDED'],
    ['contradicted', 'CONFLICT'],
    ['refused', 'UNKNOWN'],
    ['arrived', 'RECORDED'],
    ['arrived', 'RECORDED'],
  ]);
});

test('ids are compared as recording compares them: white space around them and the form of accents do not count', async () => {
  expect(await statusOf([' arrived\n', 'Große Straße 1'.normalize('NFD'), 'ARRIVED'])).toEqual([
    [' arrived\n', 'RECORDED'],
    ['Große Straße 1'.normalize('NFD'), 'RECORDED'],
    ['ARRIVED', 'UNKNOWN'],
  ]);
});

test('what arrived is found by the id that the answer gives', async () => {
  const answer = await world.graphql<{ movementStatus: Status[] }>(world.as('QUALITY'), STATUS, {
    source: SOURCE,
    ids: ['arrived'],
  });

  const { movement } = await world.graphql<{ movement: unknown }>(
    world.as('QUALITY'),
    `query ($id: ID!) { movement(id: $id) { kind source { code } sourceRef } }`,
    { id: answer.movementStatus[0]?.movementId },
  );
  expect(movement).toEqual({ kind: 'observe', source: { code: SOURCE }, sourceRef: 'arrived' });
});

test('nothing asked is nothing answered, and ids that none can have are unknown', async () => {
  const hostile = ['', ' ', 'a\u0000b', '\ud800', "'; drop table movement", '👩‍👩‍👧', 'x'.repeat(100_000)];

  expect(await statusOf([])).toEqual([]);
  expect((await statusOf(hostile)).map(([, status]) => status)).toEqual(hostile.map(() => 'UNKNOWN'));
});

test('5,000 ids are answered, one more is refused', async () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => `id-${i}`);

  expect(await statusOf(ids)).toHaveLength(5_000);
  expect(await refusalOf([...ids, 'one more'], SOURCE)).toEqual([
    ['BAD_USER_INPUT', 'At most 5000 ids a request; these are 5001.'],
  ]);
});

test('an unknown source is refused, whatever its code', async () => {
  for (const source of ['nobody', '', 'a\u0000b', '\ud800', "' or true --", 'x'.repeat(100_000)]) {
    expect(await refusalOf(['arrived'], source)).toEqual([['BAD_USER_INPUT', expect.stringContaining('No source')]]);
  }
});

test("a key that is bound to a source asks for that source's movements, named or not, and for no other's", async () => {
  const own = world.as('WAREHOUSE', { sourceId: sourceId(SOURCE) });
  const others = world.as('WAREHOUSE', { sourceId: sourceId(OTHER_SOURCE) });

  expect(await statusOf(['arrived'], null, own)).toEqual([['arrived', 'RECORDED']]);
  expect(await statusOf(['arrived'], SOURCE, own)).toEqual([['arrived', 'RECORDED']]);
  expect(await statusOf(['arrived'], null, others)).toEqual([['arrived', 'UNKNOWN']]);
  expect(await refusalOf(['arrived'], SOURCE, others)).toEqual([['FORBIDDEN', expect.any(String)]]);
  expect(await refusalOf(['arrived'], null)).toEqual([
    ['BAD_USER_INPUT', expect.stringContaining('`source` is needed')],
  ]);
});

test('customer service and administrators are refused', async () => {
  for (const role of ['CUSTOMER_SERVICE', 'ADMIN'] as const) {
    expect(await refusalOf(['arrived'], SOURCE, world.as(role))).toEqual([['FORBIDDEN', expect.any(String)]]);
  }
});
