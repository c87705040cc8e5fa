import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { extendHolds, heldGoods, holdAttemptsOf, placeHolds, releaseHolds } from '../../src/holds/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import type { Transaction } from '../../src/platform/database/database.js';
import { batchId, unitId } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { GTIN, PALLET, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';

const world = setUpWorld();
const recallId = randomUUID();
const SECOND_PALLET = makeSscc('09506000000000002');
const HELD_BATCH = batchId(GTIN, parseBatchNumber('HELD') as never);
const HELD_UNIT = unitId(GTIN, parseSerial('H-1') as never);

beforeAll(async () => {
  await registerTestSource(world);
  const placed = { recallId, placedAt: world.clock, placedBy: personId('QUALITY'), followsMaking: true };
  await world.db.transaction((tx) => placeHolds(tx, { ...placed, batchIds: [HELD_BATCH], unitIds: [HELD_UNIT] }));
});

const warehouse = () => world.as('WAREHOUSE');

function pallet(kind: string, sscc: string, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: '2026-02-01T13:00:00Z', place: WAREHOUSE, goods: { ssccs: [sscc] }, ...rest };
}

const heldBatch = (quantity: string) => ({ quantities: [{ gtin: GTIN, batch: 'HELD', quantity }] });

type Serials = NonNullable<MovementItem['goods']['serials']>;

const transform = (id: string, serials: Serials, made: Serials): MovementItem => ({
  id,
  kind: 'transform',
  occurredAt: '2026-02-03T10:00:00Z',
  place: WAREHOUSE,
  goods: { serials },
  outputs: { serials: made },
});

const machineCode = (serial: string) => `(01)${GTIN}(21)${serial}`;

async function warnedOf(...movements: MovementItem[]) {
  const answers = await record(warehouse(), ...movements);
  return answers.map(({ warnings }) => warnings.find(({ code }) => code === 'HELD_GOODS')?.goods);
}

test('a held unit that is shipped by itself, or on a pallet in a pallet, is named by what the movement knows it by', async () => {
  await record(
    warehouse(),
    units('pack', ['H-1', 'FREE'], { container: PALLET }),
    pallet('pack', PALLET, { container: SECOND_PALLET }),
  );

  const warned = await warnedOf(
    units('ship', ['H-1', 'FREE'], { occurredAt: '2026-02-01T14:00:00Z' }),
    pallet('ship', SECOND_PALLET, { id: 'outer', occurredAt: '2026-02-01T15:00:00Z' }),
    units('ship', ['FREE'], { occurredAt: '2026-02-01T16:00:00Z' }),
  );

  expect(warned).toEqual([[`(01)${GTIN}(21)H-1`], [`(00)${SECOND_PALLET}`], undefined]);
  const attempts = await holdAttemptsOf(world.db, recallId, 10, null);
  expect(attempts.map(({ goodsId }) => goodsId)).toEqual([HELD_UNIT, HELD_UNIT]);
});

test('a quantity of a held batch is noticed by itself and on a pallet, until it is taken off', async () => {
  const sscc = makeSscc('09506000000060001');
  const pack = { kind: 'pack', place: WAREHOUSE, container: sscc, goods: heldBatch('5') };

  const warned = await warnedOf(
    { kind: 'deliver', occurredAt: '2026-02-01T12:00:00Z', consignee: 'C-1', goods: heldBatch('1') },
    { ...pack, occurredAt: '2026-02-01T12:00:00Z' },
    pallet('ship', sscc),
  );
  expect(warned).toEqual([[`(01)${GTIN}(10)HELD`], undefined, [`(00)${sscc}`]]);

  await record(warehouse(), { ...pack, kind: 'unpack', occurredAt: '2026-02-01T14:00:00Z' });
  expect(await warnedOf(pallet('ship', sscc, { occurredAt: '2026-02-01T15:00:00Z' }))).toEqual([undefined]);
});

test('what arrives or comes back may move', async () => {
  expect(
    await warnedOf(units('receive', ['H-1'], { occurredAt: '2026-02-02T12:00:00Z' }), units('return', ['H-1'])),
  ).toEqual([undefined, undefined]);
});

test('a request of a thousand shipments asks for holds no oftener than one of two', async () => {
  const shipments = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, i) => units('ship', [`${prefix}-${i}`], { id: `${prefix}-${i}` }));
  const statementsFor = async (movements: MovementItem[]) => {
    const { context, statements } = counting(warehouse());
    await record(context, ...movements);
    return statements.length;
  };
  await record(warehouse(), ...shipments(1, 'warm'));

  expect(await statementsFor(shipments(1_000, 'many'))).toBe(await statementsFor(shipments(2, 'few')));
});

test('what is made of held goods, or held goods are built into, is held too, step after step and in one request', async () => {
  const [intoMachine, made, shippedMade, machine, shippedMachine, quantity, remade] = await warnedOf(
    units('commission', ['H-MACHINE', 'H-OUT']),
    transform('h-made', [{ gtin: GTIN, serials: ['H-1'] }], [{ gtin: GTIN, serials: ['H-MADE'] }]),
    units('ship', ['H-MADE'], { id: 'ship-made', occurredAt: '2026-02-03T12:00:00Z' }),
    units('pack', ['H-MADE'], { id: 'built', occurredAt: '2026-02-03T13:00:00Z', container: machineCode('H-MACHINE') }),
    units('ship', ['H-MACHINE'], { id: 'ship-machine', occurredAt: '2026-02-03T14:00:00Z' }),
    {
      id: 'h-quantity',
      kind: 'transform',
      occurredAt: '2026-02-03T12:00:00Z',
      place: WAREHOUSE,
      goods: heldBatch('2'),
      outputs: { quantities: [{ gtin: GTIN, batch: 'OF-HELD', quantity: '2' }] },
    },
    {
      id: 'ship-of-held',
      kind: 'ship',
      occurredAt: '2026-02-03T13:00:00Z',
      place: WAREHOUSE,
      goods: { quantities: [{ gtin: GTIN, batch: 'OF-HELD', quantity: '1' }] },
    },
  );

  expect([intoMachine, made, shippedMade, machine, shippedMachine, quantity, remade]).toEqual([
    undefined,
    [`(01)${GTIN}(21)H-1`],
    [`(01)${GTIN}(21)H-MADE`],
    [`(01)${GTIN}(21)H-MADE`],
    [`(01)${GTIN}(21)H-MACHINE`],
    [`(01)${GTIN}(10)HELD`],
    [`(01)${GTIN}(10)OF-HELD`],
  ]);
  expect(await warnedOf(units('ship', ['H-OUT'], { id: 'ship-out' }))).toEqual([undefined]);
});

test('a recall that leaves out what is made holds none of it', async () => {
  const hold = {
    recallId: randomUUID(),
    placedAt: world.clock,
    placedBy: personId('QUALITY'),
    followsMaking: false,
    batchIds: [],
    unitIds: [unitId(GTIN, parseSerial('N-1') as never)],
  };
  await world.db.transaction((tx) => placeHolds(tx, hold));

  const warned = await warnedOf(
    transform('n-made', [{ gtin: GTIN, serials: ['N-1'] }], [{ gtin: GTIN, serials: ['N-MADE'] }]),
    units('ship', ['N-MADE'], { id: 'ship-n', occurredAt: '2026-02-03T12:00:00Z' }),
  );

  expect(warned).toEqual([[`(01)${GTIN}(21)N-1`], undefined]);
});

/** Whether what `extend` adds stays held by a recall that holds two units and is released meanwhile. */
async function isLeftHeld(
  extend: (tx: Transaction, recall: string, goodsId: string, units: string[]) => Promise<unknown>,
) {
  const recall = randomUUID();
  const held = [randomUUID(), randomUUID()].sort();
  const made = randomUUID();
  const [at, by] = [world.clock, personId('QUALITY')];
  await world.db.transaction((tx) =>
    placeHolds(tx, { recallId: recall, placedAt: at, placedBy: by, followsMaking: true, batchIds: [], unitIds: held }),
  );
  let releasing: Promise<void> | undefined;
  await world.db.transaction(async (tx) => {
    await extend(tx, recall, made, held);
    releasing = world.db.transaction((other) =>
      releaseHolds(other, { recallId: recall, releasedAt: at, releasedBy: by }),
    );
    await world.someoneWaits();
  });
  await releasing;
  const goods = { units: [{ unitId: made, batchIds: [] }], batchIds: [] };
  return (await heldGoods(world.db, goods)).has(made);
}

test('holds that are released while goods are being made of held ones leave nothing held', async () => {
  const extend = (tx: Transaction, recall: string, goodsId: string) =>
    extendHolds(tx, [{ recallId: recall, goodsId, kind: 'UNIT' }], world.clock);

  expect(await isLeftHeld(extend)).toBe(false);
});

test('nor by somebody who found another one held first, since what was held before was being extended too', async () => {
  const extend = async (tx: Transaction, recall: string, goodsId: string, [, second]: string[]) => {
    await tx.rows('share', 'select 1 from hold where goods_id = $1 for share', [second]);
    await tx.rows(
      'extend_by_hand',
      `insert into hold (goods_id, recall_id, kind, placed_at, placed_by) values ($1, $2, 'UNIT', now(), $3)`,
      [goodsId, recall, personId('QUALITY')],
    );
  };

  expect(await isLeftHeld(extend)).toBe(false);
});
