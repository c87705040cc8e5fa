import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { makeGln, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { correctMovement, type MovementItem } from '../../src/movements/index.js';
import { customerId, registerCustomers, registerLocations } from '../../src/parties/index.js';
import type { Queryable } from '../../src/platform/database/database.js';
import { batchId, unitId } from '../../src/products/index.js';
import { recipientsOf, whereaboutsOf } from '../../src/trace/index.js';
import { quantitiesSeen } from '../../src/trace/recipients/quantities-seen.query.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const SITE_OF_SHOP = makeGln('950600039001');
const NUMBERS = ['SHOP', 'CAFE'];

beforeAll(async () => {
  await registerTestSource(world);
  await registerCustomers(
    world.as('QUALITY'),
    NUMBERS.map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  await registerLocations(world.as('QUALITY'), [
    { gln: SITE_OF_SHOP, name: 'Site of the shop', kind: 'CUSTOMER_SITE', customerNumber: 'SHOP' },
  ]);
});

const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
const nameOf = new Map(NUMBERS.map((number) => [customerId(number), number]));
const ofBatch = (number: string) => ({ batchIds: [batchId(GTIN, parseBatchNumber(number) as never)], unitIds: [] });

function kilograms(kind: string, hour: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch, quantity, uom: 'KGM' }] };
  return { kind, occurredAt: at(hour), place: null, goods, ...rest };
}

const seen = (hour: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) =>
  kilograms('observe', hour, batch, quantity, { place: SITE_OF_SHOP, ...rest });

async function recordAll(...movements: MovementItem[]) {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
}

async function recipients(scope: Parameters<typeof recipientsOf>[1], now = world.clock) {
  const found = await recipientsOf(world.db, scope, now);
  return found
    .map(({ customerId: id, basis, certainty, fromIds, quantities: [first], mayHave }) => [
      nameOf.get(id),
      basis,
      certainty,
      fromIds.map((fromId) => nameOf.get(fromId)),
      first?.quantity ?? null,
      mayHave?.quantities[0]?.quantity ?? null,
    ])
    .sort();
}

test('who only had a quantity seen at a site of theirs has it: at least as much as was seen at once', async () => {
  await recordAll(seen(5, 'SEEN', '6'), seen(6, 'SEEN', '4'), seen(5, 'SEEN', '9', { place: PLANT }));

  expect(await recipients(ofBatch('SEEN'))).toEqual([['SHOP', 'DELIVERED', 'EXACT', [], '6', null]]);
  expect(await recipients(ofBatch('SEEN'), new Date(at(4)))).toEqual([]);
});

test('what was sent to a customer and then seen there is counted once, and was delivered', async () => {
  await recordAll(
    kilograms('ship', 4, 'SENT', '10', { place: PLANT, consignee: 'SHOP' }),
    seen(5, 'SENT', '6'),
    kilograms('ship', 4, 'ONWARD', '10', { consignor: 'CAFE', consignee: 'SHOP' }),
    seen(5, 'ONWARD', '6'),
  );

  expect(await recipients(ofBatch('SENT'))).toEqual([['SHOP', 'DELIVERED', 'EXACT', [], '10', null]]);
  expect(await recipients(ofBatch('ONWARD'))).toEqual([
    ['CAFE', 'DELIVERED', 'EXACT', [], null, null],
    ['SHOP', 'ONWARD', 'EXACT', ['CAFE'], '10', null],
  ]);
});

test('seeing a quantity moves none: whereabouts count it where it was sent', async () => {
  await recordAll(kilograms('ship', 4, 'WHERE', '10', { place: PLANT, consignee: 'SHOP' }), seen(5, 'WHERE', '10'));

  const { places } = await whereaboutsOf(world.db, ofBatch('WHERE'), world.clock);
  expect(places.map(({ placeKind, quantities: [first] }) => [placeKind, first?.quantity])).toEqual([
    ['AT_LOCATION', '-10'],
    ['IN_TRANSIT', '10'],
  ]);
});

test('who had a quantity of a named unit’s batch seen at a site of theirs may have the unit', async () => {
  const goods = { serials: [{ gtin: GTIN, batch: 'MAYBE', serials: ['MAYBE-1'] }] };
  await recordAll({ kind: 'commission', occurredAt: at(3), place: PLANT, goods }, seen(5, 'MAYBE', '4'));

  const unitIds = [unitId(GTIN, parseSerial('MAYBE-1') as never)];
  expect(await recipients({ batchIds: [], unitIds })).toEqual([['SHOP', 'DELIVERED', 'MAY_HAVE', [], null, null]]);
});

test('what was seen by one of two contents is in doubt, and what was not seen after all reached nobody', async () => {
  await recordAll(seen(5, 'TWO', '4', { id: 'two' }), seen(5, 'VOID', '4', { id: 'void' }));
  await record(world.as('WAREHOUSE'), seen(5, 'TWO', '5', { id: 'two' }));
  await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id: 'void', reason: 'DID_NOT_OCCUR' });

  expect(await recipients(ofBatch('TWO'))).toEqual([['SHOP', 'DELIVERED', 'MAY_HAVE', [], null, '4']]);
  expect(await recipients(ofBatch('VOID'))).toEqual([]);
});

test('what was seen of a batch is found by an index, however much was seen of others', async () => {
  await world.db.rows(
    'given_many_observations',
    `
    insert into movement (movement_id, kind, source_id, occurred_at, recorded_at, capture_id, quantities)
    select id, 'observe', id, now(), now(), id, jsonb_build_array(jsonb_build_object('batchId', md5(number % 5000 || 'b')::uuid))
    from generate_series(1, 50000) as number
    cross join lateral (select md5(number::text)::uuid as id) as made
    `,
    [],
  );
  // Only its owner may count a table's values.
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze movement');
  await owner.end();
  const lines: string[] = [];
  const explaining: Queryable = {
    async rows(name, sql, values) {
      const plan = await world.db.rows<{ 'QUERY PLAN': string }>(`explain ${name}`, `explain ${sql}`, values);
      lines.push(...plan.map((line) => line['QUERY PLAN']));
      return [];
    },
  };

  await quantitiesSeen(explaining, ofBatch('SEEN').batchIds, world.clock);

  expect(lines.join('\n')).toContain('on movement_by_observed_batch');
  expect(lines.join('\n')).not.toContain('Seq Scan on movement');
});
