import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { parseBatchNumber } from '../../src/gs1/index.js';
import { batchId } from '../../src/products/index.js';
import { completenessOfScope, whereaboutsOf } from '../../src/trace/index.js';
import { movementsMaking } from '../../src/trace/genealogy/genealogy.query.js';
import { allUnitsInScope } from '../../src/trace/units-in-scope.query.js';
import { GTIN, PLANT, record, registerTestSource, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const OTHERS = 50_000;
const MANY = Array.from({ length: 100_000 }, () => randomUUID());

/** Units of other batches, every tenth of which another one claims too. */
beforeAll(async () => {
  await registerTestSource(world);
  await world.db.rows(
    'given_other_units',
    `
    insert into goods_state (
      goods_id, seen_at, seen_kind, seen_sequence, seen_movement_id, placed_after_packed, batch_id, other_batch_ids
    )
    select md5(number::text)::uuid, '2026-02-01', 'commission', 0, md5(number::text)::uuid, false,
      md5(number % 5000 || ' batch')::uuid, case when number % 10 = 0 then array[md5(number || ' other')::uuid] end
    from generate_series(1, $1) as number
    `,
    [OTHERS],
  );
  const made = (batch: string, ...serials: string[]) => ({
    ...units('commission', []),
    place: PLANT,
    goods: { serials: [{ gtin: GTIN, batch, serials }] },
  });
  await record(
    world.as('WAREHOUSE'),
    made('MANY-1', 'MINE', 'BOTH'),
    { ...made('MANY-2', 'BOTH', 'THEIRS'), occurredAt: '2026-02-02T12:00:00Z' },
    made('MANY-3', 'NAMED'),
  );
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze goods_state');
  await owner.end();
});

const batch = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);

test.each([
  ['claims them first', 'MANY-1'],
  ['claims one of them beside another', 'MANY-2'],
])('the units of a batch that %s are found among a hundred thousand batches too', async (_name, number) => {
  const [named] = await allUnitsInScope(world.db, { batchIds: [batch('MANY-3')], unitIds: [] });
  const alone = { batchIds: [batch(number)], unitIds: [named ?? ''] };
  const among = { ...alone, batchIds: [...MANY, ...alone.batchIds] };

  const found = await allUnitsInScope(world.db, among);

  expect(found).toHaveLength(3);
  expect(found).toEqual(await allUnitsInScope(world.db, alone));
  expect(await whereaboutsOf(world.db, among, world.clock)).toEqual(await whereaboutsOf(world.db, alone, world.clock));
  const scoreOf = async (scope: typeof alone) =>
    (await completenessOfScope(world.db, { ...scope, truncated: null }, 'a test')).score;
  expect(await scoreOf(among)).toBe(await scoreOf(alone));
});

test('what was made of the units of a batch is found among a hundred thousand batches too', async () => {
  await record(world.as('WAREHOUSE'), {
    ...units('transform', ['BOTH']),
    occurredAt: '2026-02-03T12:00:00Z',
    place: PLANT,
    outputs: { serials: [{ gtin: GTIN, batch: 'MADE', serials: ['MADE-OF-BOTH'] }] },
  });

  for (const number of ['MANY-1', 'MANY-2']) {
    const alone = { batchIds: [batch(number)], unitIds: [] };
    const among = { batchIds: [...MANY, ...alone.batchIds], unitIds: [] };

    const found = await movementsMaking(world.db, among, ['INPUT']);

    expect(found).toHaveLength(1);
    expect(found).toEqual(await movementsMaking(world.db, alone, ['INPUT']));
  }
});
