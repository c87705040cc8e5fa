import { beforeAll, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import { carrierId, customerId } from '../../src/parties/index.js';
import { quantityOf } from '../../src/recalls/notices/notice-content.js';
import { frozenRecipientByKey, recipientKey } from '../../src/recalls/recipients/recall-recipient.query.js';
import { GTIN, OTHER_GTIN, record, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

const BATCH = 'L-both';
const EACHES = [1, 2, 3].map((n) => `each-${n}`);
const CASES = ['case-1'];

/** Eaches and cases of one batch number, all with serials. */
const both = (kind: string, rest: Partial<MovementItem> = {}): MovementItem => ({
  kind,
  occurredAt: '2026-02-01T12:00:00Z',
  place: WAREHOUSE,
  goods: {
    serials: [
      { gtin: GTIN, batch: BATCH, serials: EACHES },
      { gtin: OTHER_GTIN, batch: BATCH, serials: CASES },
    ],
  },
  ...rest,
});

const UNITS_BY_PRODUCT = [
  { gtin: GTIN, units: 3 },
  { gtin: OTHER_GTIN, units: 1 },
];

test('a recall counts eaches and cases with serials by product, in its preview, for its recipients and in their notices', async () => {
  await record(world.as('QUALITY'), both('ship', { consignee: 'ANNA', carrier: 'FAST' }));
  const scope = { batches: [GTIN, OTHER_GTIN].map((gtin) => ({ gtin, batch: BATCH })) };
  const recallId = await approved(world, BATCH, { scope });

  expect(await preview(recallId)).toEqual({
    units: 4,
    places: [{ units: 4, unitsByProduct: UNITS_BY_PRODUCT }],
    carriersToIntercept: [{ units: 4, unitsByProduct: UNITS_BY_PRODUCT }],
    customers: { nodes: [{ units: 4, unitsByProduct: UNITS_BY_PRODUCT }] },
  });

  await launch(world, recallId);

  for (const [partyKind, partyId] of [
    ['CUSTOMER', customerId('ANNA')],
    ['CARRIER', carrierId('FAST')],
  ] as const) {
    const [frozen] = await frozenRecipientByKey.find(world.db, [recipientKey({ recallId, partyKind, partyId })]);
    expect(frozen).toMatchObject({ units: 4, unitsByProduct: UNITS_BY_PRODUCT });
    expect(frozen && quantityOf(frozen, 'en')).toBe(`3 (${GTIN}) + 1 (${OTHER_GTIN})`);
  }
});

async function preview(recallId: string): Promise<unknown> {
  const { recall } = await world.graphql<{ recall: { preview: unknown } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) {
        preview {
          units
          places { units unitsByProduct { gtin units } }
          carriersToIntercept { units unitsByProduct { gtin units } }
          customers { nodes { units unitsByProduct { gtin units } } }
        }
      }
    }`,
    { id: recallId },
  );
  return recall.preview;
}
