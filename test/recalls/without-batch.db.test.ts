import { beforeAll, expect, test } from '@jest/globals';

import { makeGtin, parseSerial } from '../../src/gs1/index.js';
import { registerCustomers } from '../../src/parties/index.js';
import { productId, unitId } from '../../src/products/index.js';
import { tracedWith, unitsWithoutBatch } from '../../src/trace/index.js';
import { GTIN, OTHER_GTIN, record, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { draft, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerParties(world);
  await record(world.as('QUALITY'), units('ship', ['none-1', 'none-2'], { consignee: 'CARL' }), {
    kind: 'ship',
    occurredAt: '2026-02-01T12:00:00Z',
    place: WAREHOUSE,
    consignee: 'CARL',
    goods: ELSE,
  });
});

const THIRD_GTIN = makeGtin('0950600077777');
const ELSE = { serials: [{ gtin: OTHER_GTIN, serials: ['of another product'] }] };
const unit = (serial: string) => unitId(GTIN, parseSerial(serial) as never);

interface Preview {
  customers: { nodes: { customer: { number: string }; certainty: string; reason: string | null; units: number }[] };
  warnings: { code: string; message: string }[];
}

async function previewOf(batch: string): Promise<Preview> {
  const { id } = await draft(world, { scope: { batches: [{ gtin: GTIN, batch }] } });
  const { recall } = await world.graphql<{ recall: { preview: Preview } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) { preview { customers { nodes { customer { number } certainty reason units } } warnings { code message } } }
    }`,
    { id },
  );
  return recall.preview;
}

test('who received a unit of a recalled product without a batch on record may have one of the recalled batch', async () => {
  const { customers, warnings } = await previewOf(await sixUnits(world));

  expect(customers.nodes).toContainEqual({
    customer: { number: 'CARL' },
    certainty: 'MAY_HAVE',
    reason: expect.stringContaining('nobody has recorded the batch'),
    units: 0,
  });
  expect(customers.nodes).toHaveLength(3);
  expect(warnings).toContainEqual({
    code: 'BATCH_MISSING',
    message:
      'Units of these products without a batch on record, none of which can be cleared: 2. Customers who are listed as who ' +
      'may have goods, since they received such units or what was made of them: 1. Record the batch of these units.',
  });
});

test('whom a batch or a scope reached is told with them too, as who may have goods', async () => {
  const batch = await sixUnits(world);
  const fields =
    'truncated nodes { customer { number } certainty reason units } completeness { gapCounts { kind gaps } }';
  const answer = await world.graphql<Record<string, { truncated: string | null; nodes: unknown[] }>>(
    world.as('QUALITY'),
    `query ($scope: ScopeInput!, $elsewhere: ScopeInput!) {
      recipients(scope: $scope) { ${fields} }
      elsewhere: recipients(scope: $elsewhere) { ${fields} }
    }`,
    {
      scope: { batches: [{ gtin: GTIN, batch }] },
      elsewhere: { serials: [{ gtin: GTIN, serial: `${batch}-1` }] },
    },
  );
  const ofBatch = await world.graphql<{ batch: { all: { nodes: unknown[] }; itself: { nodes: unknown[] } } }>(
    world.as('CUSTOMER_SERVICE'),
    `{ batch(gtin: "${GTIN}", number: "${batch}") {
      all: recipients { ${fields} }
      itself: recipients(onlyItself: true) { ${fields} }
    } }`,
  );

  expect(answer['recipients']?.nodes).toContainEqual({
    customer: { number: 'CARL' },
    certainty: 'MAY_HAVE',
    reason: expect.stringContaining('nobody has recorded the batch'),
    units: 0,
  });
  expect(answer['recipients']?.nodes).toHaveLength(3);
  expect(answer['recipients']?.truncated).toBeNull();
  expect(ofBatch.batch.all.nodes).toEqual(answer['recipients']?.nodes);
  expect(ofBatch.batch.itself.nodes).toEqual(answer['recipients']?.nodes);
  // Who asks about units by their serials knows which they are.
  expect(answer['elsewhere']?.nodes).toEqual([expect.objectContaining({ customer: { number: 'ANNA' } })]);
});

test('what was made of such units cannot be cleared either, so who received it may have goods of the recalled batch', async () => {
  await registerCustomers(
    world.as('QUALITY'),
    ['DORA', 'EMIL'].map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  const of = (one: string) => ({ serials: [{ gtin: OTHER_GTIN, batch: 'REMADE', serials: [one] }] });
  const bulk = { quantities: [{ gtin: OTHER_GTIN, batch: 'REMADE-BULK', quantity: '10', uom: 'KGM' }] };
  const made = { kind: 'transform', occurredAt: '2026-02-01T13:00:00Z', place: WAREHOUSE };
  const sent = { kind: 'ship', occurredAt: '2026-02-01T14:00:00Z', place: WAREHOUSE };
  const units3 = (serial: string) => ({ serials: [{ gtin: THIRD_GTIN, serials: [serial] }] });
  await record(
    world.as('QUALITY'),
    { ...made, goods: units3('none-3'), outputs: of('remade-1') },
    { ...made, goods: units3('none-4'), outputs: bulk },
    { ...sent, goods: of('remade-1'), consignee: 'DORA' },
    { ...sent, goods: bulk, consignee: 'EMIL' },
  );

  const whom = async (onlyNamed: boolean) => {
    const { recipients } = await world.graphql<{ recipients: { nodes: { customer: { number: string } }[] } }>(
      world.as('QUALITY'),
      'query ($scope: ScopeInput!) { recipients(scope: $scope) { nodes { customer { number } certainty } } }',
      { scope: { batches: [{ gtin: THIRD_GTIN, batch: 'ANY' }], onlyNamed } },
    );
    return recipients.nodes;
  };
  const byNumber = (number: string) => ({ customer: { number }, certainty: 'MAY_HAVE' });
  expect(await whom(false)).toEqual(expect.arrayContaining(['DORA', 'EMIL'].map(byNumber)));
  expect(await whom(true)).toEqual([]);
});

const NOTHING = { batchIds: [], unitIds: [], truncated: null };

test('that only the first of very many such units were followed is said of the recipients', () => {
  const goods = { batchIds: [], unitIds: [], productIds: [], possible: { batchIds: [], unitIds: [] }, truncated: null };

  expect(tracedWith(goods, { units: 2, unitIds: ['one', 'two'], made: NOTHING })).toMatchObject({ truncated: null });
  expect(tracedWith(goods, { units: 3, unitIds: ['one', 'two'], made: NOTHING })).toEqual({
    batchIds: [],
    unitIds: ['one', 'two'],
    truncated: 'Units of these products without a batch on record: 3; of them were followed: 2.',
  });
});

test('that more was made of such units than was followed is said of the recipients', async () => {
  const fourth = makeGtin('0950600066666');
  const serial = (number: number) => ({
    serials: [{ gtin: number === 0 ? fourth : OTHER_GTIN, serials: [`made-${number}`] }],
  });
  const hour = (number: number) => new Date(Date.UTC(2026, 0, 1, number)).toISOString();
  const makings = Array.from({ length: 202 }, (_, i) => ({
    kind: 'transform',
    occurredAt: hour(i),
    place: WAREHOUSE,
    goods: serial(i),
    outputs: serial(i + 1),
  }));
  await record(world.as('WAREHOUSE'), ...makings);
  const goods = { ...NOTHING, productIds: [productId(fourth)], possible: NOTHING };

  const { truncated } = tracedWith(goods, await unitsWithoutBatch(world.db, goods));

  expect(truncated).toBe('The walk ends after 200 levels; there is more.');
});

test('units that the scope names are not asked for their batch, and of very many only the first are followed', async () => {
  const scope = { productIds: [productId(GTIN)], unitIds: [unit('none-1')] };
  const batches = { productIds: [productId(GTIN)], unitIds: [] };

  expect(await unitsWithoutBatch(world.db, scope)).toEqual({ units: 1, unitIds: [unit('none-2')], made: NOTHING });
  expect(await unitsWithoutBatch(world.db, batches, 1)).toMatchObject({ units: 2, unitIds: [expect.any(String)] });
});
