import { beforeAll, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import { customerId, registerCarriers } from '../../src/parties/index.js';
import { quantityOf } from '../../src/recalls/notices/notice-content.js';
import { frozenRecipientByKey, recipientKey } from '../../src/recalls/recipients/recall-recipient.query.js';
import { GTIN, record, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, draft, launch, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
beforeAll(async () => {
  await registerParties(world);
  await registerCarriers(world.as('QUALITY'), [{ code: 'SLOW', name: 'Slow Freight' }]);
});

/** Of a new batch, ANNA received two units for certain; of a third, two records with one id say that she did, or CARL. */
async function disputedBatch(): Promise<string> {
  const batch = await sixUnits(world);
  const delivery = units('deliver', [`${batch}-4`], { id: `disputed ${batch}`, place: null, consignee: 'ANNA' });
  await record(world.as('QUALITY'), delivery);
  await record(world.as('QUALITY'), { ...delivery, consignee: 'CARL' });
  return batch;
}

const COUNTS = `customer { number } certainty reason units unitsByProduct { gtin units } mayHave { units unitsByProduct { gtin units } }`;

const IN_DOUBT = expect.stringContaining('contradict');
const EXPECTED = [
  {
    customer: { number: 'ANNA' },
    certainty: 'EXACT',
    reason: IN_DOUBT,
    units: 2,
    unitsByProduct: [{ gtin: GTIN, units: 2 }],
    mayHave: { units: 1, unitsByProduct: [{ gtin: GTIN, units: 1 }] },
  },
  {
    customer: { number: 'BODO' },
    certainty: 'EXACT',
    reason: null,
    units: 1,
    unitsByProduct: [{ gtin: GTIN, units: 1 }],
    mayHave: null,
  },
  { customer: { number: 'CARL' }, certainty: 'MAY_HAVE', reason: IN_DOUBT, units: 0, unitsByProduct: [] },
];

interface Customers {
  customers: { nodes: { customer: { number: string } }[] };
}

const sorted = ({ customers }: Customers) =>
  customers.nodes.toSorted((a, b) => (a.customer.number < b.customer.number ? -1 : 1));

test('a preview tells what customers received for certain apart from what they may have', async () => {
  const { id } = await draft(world, { scope: { batches: [{ gtin: GTIN, batch: await disputedBatch() }] } });

  const { recall } = await world.graphql<{ recall: { preview: Customers & { warnings: unknown } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) { recall(id: $id) { preview { customers { nodes { ${COUNTS} } } warnings { code message } } } }`,
    { id },
  );

  expect(sorted(recall.preview)).toMatchObject(EXPECTED);
  expect(recall.preview.warnings).toContainEqual({
    code: 'MAY_HAVE',
    message: 'Customers who may have received goods, or more than is certain: 2. The reason is given for each.',
  });
});

test('a preview finds who may have goods, and who may carry them, by the other of two records that contradict each other', async () => {
  const made: MovementItem = {
    id: 'disputed making',
    kind: 'commission',
    occurredAt: '2026-01-05T06:00:00Z',
    place: WAREHOUSE,
    goods: { serials: [{ gtin: GTIN, batch: 'L-one', serials: ['one'] }] },
  };
  const shipped = units('ship', ['one'], { id: 'disputed shipment', consignee: 'ANNA', carrier: 'FAST' });
  await record(world.as('QUALITY'), made, shipped);
  await record(
    world.as('QUALITY'),
    { ...made, goods: { serials: [{ gtin: GTIN, batch: 'L-other', serials: ['one'] }] } },
    { ...shipped, consignee: 'BODO', carrier: 'SLOW' },
  );
  const { id } = await draft(world, { scope: { batches: [{ gtin: GTIN, batch: 'L-other' }] } });

  const { recall } = await world.graphql<{ recall: { preview: Customers & { warnings: { code: string }[] } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) {
        preview {
          customers { nodes { customer { number } certainty reason units } }
          carriersToIntercept { carrier { code } certainty reason units }
          warnings { code }
        }
      }
    }`,
    { id },
  );

  const doubtful = { certainty: 'MAY_HAVE', reason: IN_DOUBT, units: 0 };
  expect(sorted(recall.preview)).toEqual([
    { customer: { number: 'ANNA' }, ...doubtful },
    { customer: { number: 'BODO' }, ...doubtful },
  ]);
  expect(recall.preview).toMatchObject({
    carriersToIntercept: expect.arrayContaining([
      { carrier: { code: 'FAST' }, ...doubtful },
      { carrier: { code: 'SLOW' }, ...doubtful },
    ]),
  });
  expect(recall.preview.warnings).not.toContainEqual({ code: 'NOTHING_FOUND' });
});

test('a launch keeps both, and its notices state only what is certain as received', async () => {
  const recallId = await approved(world, await disputedBatch());
  await launch(world, recallId);

  const { recall } = await world.graphql<{ recall: Customers }>(
    world.as('QUALITY'),
    `query ($recallId: ID!) { recall(id: $recallId) { customers { nodes { ${COUNTS} } } } }`,
    { recallId },
  );
  const textFor = await messages(recallId);

  expect(sorted(recall)).toMatchObject(EXPECTED);
  expect(textFor('ANNA')).toContain('Von Ihnen erhaltene Menge: 2 Grund');
  expect(textFor('ANNA')).toContain('haben Sie diese Produkte erhalten');
  expect(textFor('ANNA')).toContain('noch weitere davon');
  expect(textFor('BODO')).not.toContain('davantage');
  expect(textFor('CARL')).toContain('do not rule out');
  expect(textFor('CARL')).not.toContain('Quantity you received');
});

test('what a launch of long ago kept of a customer who may have goods is not said to be received', async () => {
  const recallId = await approved(world, await disputedBatch());
  await launch(world, recallId);
  await world.db.rows(
    'freeze_as_long_ago',
    `
    update recall_recipient set certainty = 'MAY_HAVE', units = 3, units_by_product = null
    where recall_id = $1 and party_id = $2
    `,
    [recallId, customerId('ANNA')],
  );

  const key = recipientKey({ recallId, partyKind: 'CUSTOMER', partyId: customerId('ANNA') });
  const [frozen] = await frozenRecipientByKey.find(world.db, [key]);

  expect(frozen).toMatchObject({ units: 0, mayHave: { units: 3, unitsByProduct: [{ gtin: null, units: 3 }] } });
  expect(frozen && quantityOf(frozen, 'en')).toBeNull();
});

/** What each customer's mail says. */
async function messages(recallId: string): Promise<(number: string) => string> {
  const { notifications } = await world.graphql<{
    notifications: { nodes: { customer: { number: string } | null; message: { text: string } }[] };
  }>(
    world.as('QUALITY'),
    `query ($recallId: ID!) {
      notifications(recallId: $recallId, first: 50) { nodes { customer { number } message { text } } }
    }`,
    { recallId },
  );
  return (number) =>
    notifications.nodes.find(({ customer }) => customer?.number === number)?.message.text.replace(/[ \n]+/g, ' ') ?? '';
}
