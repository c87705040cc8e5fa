import { beforeAll, expect, test } from '@jest/globals';

import { makeGtin, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { batchId, ensureProducts, productId, unitId } from '../../src/products/index.js';
import { reachOfScope, withEverythingMadeFrom } from '../../src/trace/index.js';
import { GTIN, PLANT, record, registerTestSource } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

const WIDE = makeGtin('0950600000777');
const unit = (serial: string, gtin = WIDE) => unitId(gtin, parseSerial(serial) as never);
const batch = (number: string, gtin = WIDE) => batchId(gtin, parseBatchNumber(number) as never);
const serial = (one: string, of: string, gtin = WIDE) => ({ serials: [{ gtin, batch: of, serials: [one] }] });
const made = (goods: NonNullable<MovementItem['goods']>, id: string): MovementItem => ({
  ...{ id, kind: 'commission', occurredAt: '2026-02-01T08:00:00Z', place: PLANT, goods },
});
const CUT = 'The packaging reaches more than 10000 products.';

/** By a mistake in the master data, a product is in more others than anyone follows. */
beforeAll(async () => {
  await registerTestSource(world);
  await record(
    world.as('WAREHOUSE'),
    made(serial('WIDE-1', 'WIDE'), 'wide'),
    made(serial('PLAIN-1', 'PLAIN', GTIN), 'plain'),
    made({ quantities: [{ gtin: WIDE, batch: 'WIDE', quantity: '5' }] }, 'loose'),
  );
  const holders = Array.from({ length: 10_001 }, (_, i) => makeGtin(`09507${String(i).padStart(8, '0')}`));
  await ensureProducts(world.db, holders);
  await world.db.rows(
    'packed_too_widely',
    `insert into packaging_level (product_id, contained_product_id, quantity)
     select holder_id, $1, 2 from unnest($2::uuid[]) as holder_id`,
    [productId(WIDE), holders.map((gtin) => productId(gtin))],
  );
});

const reach = (unitIds: readonly string[]) => reachOfScope(world.db, { batchIds: [], unitIds }, world.clock);

test('whoever asks whom a serial reached hears that its batch may be packed in more than was followed', async () => {
  expect((await reach([unit('WIDE-1')])).truncated).toBe(CUT);
  expect((await reach([unit('PLAIN-1', GTIN)])).truncated).toBeNull();

  const { recipients } = await world.graphql<{ recipients: unknown }>(
    world.as('QUALITY'),
    `query ($gtin: String!) { recipients(scope: { serials: [{ gtin: $gtin, serial: "WIDE-1" }] }) { truncated } }`,
    { gtin: WIDE },
  );
  expect(recipients).toEqual({ truncated: CUT });
});

test('what was made of a quantity that a unit may be in is said to be cut as well', async () => {
  const { truncated } = await withEverythingMadeFrom(world.db, { batchIds: [], unitIds: [unit('WIDE-1')] });

  expect(truncated).toBe(CUT);
});

test('so is what was made of goods that only another version of a movement links', async () => {
  const [, answer] = [
    ...(await record(world.as('WAREHOUSE'), made(serial('TOLD-1', 'PLAIN', GTIN), 'told'))),
    ...(await record(world.as('WAREHOUSE'), {
      ...made({ quantities: [{ gtin: GTIN, batch: 'PLAIN', quantity: '1' }] }, 'told'),
      kind: 'transform',
      outputs: { quantities: [{ gtin: WIDE, batch: 'WIDE', quantity: '1' }] },
    })),
  ];
  expect(answer?.verdict).toBe('CONFLICT');

  const { truncated } = await reachOfScope(world.db, { batchIds: [batch('PLAIN', GTIN)], unitIds: [] }, world.clock);
  expect(truncated).toBe(CUT);
});
