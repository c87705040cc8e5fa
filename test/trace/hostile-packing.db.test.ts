import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { logisticUnitId, unitId } from '../../src/products/index.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import { counting } from '../support/counting-database.js';
import { GTIN, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

// The record as a hostile or broken sender could make it (`reliability.md` A15).

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');
const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);
const containers = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => makeSscc(`095060000009${String(first + i).padStart(5, '0')}`));

const pallet = (kind: string, minute: number, sscc = '', rest: Partial<MovementItem> = {}): MovementItem => {
  return { kind, occurredAt: at(minute), place: WAREHOUSE, goods: { ssccs: [sscc] }, ...rest };
};

async function traceOf(goodsId: string) {
  const { context, statements } = counting(warehouse());
  const [trace] = await tracesOf(context.db, [goodsId], world.clock);
  return { trace, statements: statements.length };
}

test('pallets that are packed into each other end the trace of what is on them', async () => {
  const [a = '', b = ''] = containers(0, 2);
  await record(
    warehouse(),
    units('pack', ['IN-CIRCLE'], { occurredAt: at(0), container: a }),
    pallet('pack', 1, a, { container: b }),
    pallet('pack', 2, b, { container: a }),
    pallet('receive', 3, b, { place: STORE }),
  );

  const { trace } = await traceOf(unit('IN-CIRCLE'));

  expect(trace?.containerIds).toEqual([a, b].map((sscc) => logisticUnitId(sscc as never)));
  expect(trace?.steps.map(({ kind }) => kind)).toEqual(['pack', 'pack', 'receive']);
});

test('a unit fifty containers deep goes with the outermost one, for a statement a level', async () => {
  const chain = containers(10, 50);
  const [innermost = ''] = chain;
  await record(
    warehouse(),
    units('pack', ['DEEP'], { occurredAt: at(0), container: innermost }),
    ...chain.slice(1).map((container, i) => pallet('pack', i + 1, chain[i], { container })),
    pallet('receive', 55, chain.at(-1), { place: STORE }),
  );

  const { trace, statements } = await traceOf(unit('DEEP'));

  expect(trace?.containerIds).toHaveLength(50);
  expect(trace?.steps.at(-1)).toMatchObject({ kind: 'receive', viaId: logisticUnitId(chain.at(-1) as never) });
  expect(statements).toBeLessThanOrEqual(51);
});

test('a pallet of a hundred thousand units moves by one row, and one of its units is traced as on any other', async () => {
  const [sscc] = containers(100, 1);
  const half = (from: number) => Array.from({ length: 50_000 }, (_, i) => `CROWD-${from + i}`);
  for (const from of [0, 50_000]) {
    await record(warehouse(), units('pack', half(from), { occurredAt: at(0), container: sscc ?? null }));
  }
  const links = () => world.db.rows<{ count: number }>('count_links', 'select count(*) from goods_movement');
  const [before] = await links();

  await record(warehouse(), pallet('receive', 5, sscc, { place: STORE }));

  const [after] = await links();
  expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1);
  const { trace, statements } = await traceOf(unit('CROWD-77777'));
  expect(trace?.steps.map(({ kind }) => kind)).toEqual(['pack', 'receive']);
  expect(statements).toBe(2);
});
