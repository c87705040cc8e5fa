import { beforeAll, expect, test } from '@jest/globals';

import { parseSerial } from '../../src/gs1/index.js';
import { productId, unitId } from '../../src/products/index.js';
import { unitsWithoutBatch } from '../../src/recalls/units-without-batch.query.js';
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
      '2 units of these products have no batch on record, so none of them can be cleared. 1 customers who received such ' +
      'units are listed as who may have goods. Record the batch of these units.',
  });
});

test('units that the scope names are not asked for their batch, and of very many only the first are followed', async () => {
  const scope = { productIds: [productId(GTIN)], unitIds: [unit('none-1')] };
  const batches = { productIds: [productId(GTIN)], unitIds: [] };

  expect(await unitsWithoutBatch(world.db, scope)).toEqual({ units: 1, unitIds: [unit('none-2')] });
  expect(await unitsWithoutBatch(world.db, batches, 1)).toMatchObject({ units: 2, unitIds: [expect.any(String)] });
});
