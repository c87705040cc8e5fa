import { beforeAll, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import type { Notification } from '../../src/notifications/index.js';
import { customerId } from '../../src/parties/index.js';
import { recordAnswer } from '../../src/recalls/answers/record-answer.js';
import { GTIN, OTHER_GTIN, record, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, readRecall, registerParties, sixUnits, tellEveryone } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

const NOTHING_ELSE = { onHand: null, returned: null, destroyed: null, comment: null };

/** What ANNA, who received units 1 and 2, answers to the notice. */
async function answered(recallId: string, soldOn: string | null, returned: string | null = null): Promise<void> {
  const [told] = await world.db.rows<Notification>(
    'notice_of_a_customer',
    `select recall_id as "recallId", notification_id as "notificationId", party_kind as "partyKind", party_id as "partyId"
    from notification where recall_id = $1 and party_id = $2`,
    [recallId, customerId('ANNA')],
  );
  if (!told) throw new Error('ANNA was not told');
  world.clock = new Date(world.clock.getTime() + 60_000);
  await recordAnswer(world.retrace(), told, { ...NOTHING_ELSE, soldOn, returned });
}

async function onwardUnknown(recallId: string): Promise<unknown[]> {
  const { recall } = await world.graphql<{ recall: { onwardUnknown: { nodes: unknown[] } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) { onwardUnknown(first: 10) { nodes { customer { number } soldOn reported unknown } } }
    }`,
    { id: recallId },
  );
  return recall.onwardUnknown.nodes;
}

const passedOn = (serial: string, consignee: string) =>
  units('ship', [serial], { occurredAt: '2026-02-10T12:00:00Z', place: null, consignor: 'ANNA', consignee });

interface Counted {
  readonly gtin: string;
  readonly batch: string;
  readonly quantity: string;
  readonly uom: string;
}

const toAnna = (...quantities: Counted[]): MovementItem => ({
  kind: 'ship',
  occurredAt: '2026-02-01T12:00:00Z',
  place: WAREHOUSE,
  consignee: 'ANNA',
  goods: { quantities },
});

const annaPassedOn = (...quantities: Counted[]): MovementItem => ({
  ...toAnna(...quantities),
  occurredAt: '2026-02-10T12:00:00Z',
  place: null,
  consignor: 'ANNA',
  consignee: 'CARL',
});

// First, since a unit of no batch, which a later one passes on, may be of any recall's.
test('an answer that claims more than was received says by how much', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  const beyond = async () => {
    const { recall } = await world.graphql<{ recall: { answers: { nodes: unknown[] } } }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { answers(first: 1) { nodes { returned soldOn beyondReceived } } } }`,
      { id: recallId },
    );
    return recall.answers.nodes;
  };

  await answered(recallId, '1', '1');
  expect(await beyond()).toEqual([{ soldOn: '1', returned: '1', beyondReceived: null }]);

  await answered(recallId, '1', '2.5');
  expect(await beyond()).toEqual([{ soldOn: '1', returned: '2.5', beyondReceived: '1.5' }]);
});

test('QUALITY sees who sold on more than they have told of, until every buyer is known', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  expect(await onwardUnknown(recallId)).toEqual([]);

  await answered(recallId, '1');
  await answered(recallId, '2');
  const anna = { customer: { number: 'ANNA' }, soldOn: '2' };
  expect(await onwardUnknown(recallId)).toEqual([{ ...anna, reported: '0', unknown: '2' }]);

  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'), passedOn(`of another batch`, 'CARL'));
  expect(await onwardUnknown(recallId)).toEqual([{ ...anna, reported: '1', unknown: '1' }]);

  await record(world.as('QUALITY'), passedOn(`${batch}-2`, 'BODO'));
  expect(await onwardUnknown(recallId)).toEqual([]);
});

test('a recall is not closed while nobody knows to whom goods were sold on, unless somebody says that it is', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  await answered(recallId, '2');
  await tellEveryone(world, recallId);

  expect(await close(world, recallId)).toMatchObject({ __typename: 'BuyersUnknown', customers: 1 });
  expect(await readRecall(world, recallId)).toMatchObject({ status: 'LAUNCHED' });

  const { closeRecall } = await world.graphql<{ closeRecall: unknown }>(
    world.as('QUALITY'),
    `mutation ($id: ID!) {
      closeRecall(recallId: $id, summary: "A market stall; posters were put up.", despiteUnknownBuyers: true) { __typename }
    }`,
    { id: recallId },
  );
  expect(closeRecall).toEqual({ __typename: 'RecallClosed' });
  expect(await detailsOfClosing(recallId)).toEqual([
    expect.objectContaining({ refused: 'BuyersUnknown', customers: 1 }),
    expect.objectContaining({ status: 'CLOSED', customersWithUnknownBuyers: 1 }),
  ]);
});

async function detailsOfClosing(recallId: string): Promise<unknown[]> {
  const entries = await world.db.rows<{ detail: unknown }>(
    'details_of_closing',
    `select detail from audit_entry where object_id = $1 and action = 'closeRecall' order by recorded_at, entry_id`,
    [recallId],
  );
  return entries.map(({ detail }) => detail);
}

test('units and pieces of one product that were passed on are set off together', async () => {
  const batch = await sixUnits(world);
  const pieces = (quantity: string) => ({ gtin: GTIN, batch, quantity, uom: 'H87' });
  await record(world.as('QUALITY'), toAnna(pieces('5')));
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await answered(recallId, '4');

  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'), annaPassedOn(pieces('2')));

  expect(await onwardUnknown(recallId)).toMatchObject([{ soldOn: '4', reported: '3', unknown: '1' }]);
});

test('kilograms that were passed on hide no pieces that went nobody knows where', async () => {
  const batch = 'L-pieces-and-kilograms';
  const of = (quantity: string, uom: string) => ({ gtin: GTIN, batch, quantity, uom });
  await record(world.as('QUALITY'), toAnna(of('10', 'H87'), of('20', 'KGM')));
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await answered(recallId, '10');

  await record(world.as('QUALITY'), annaPassedOn(of('20', 'KGM')));

  expect(await onwardUnknown(recallId)).toMatchObject([{ soldOn: '10', reported: '0', unknown: '10' }]);
});

test('units that were passed on hide no pieces of another product', async () => {
  const batch = await sixUnits(world);
  await record(world.as('QUALITY'), toAnna({ gtin: OTHER_GTIN, batch, quantity: '2', uom: 'H87' }));
  const scope = { batches: [GTIN, OTHER_GTIN].map((gtin) => ({ gtin, batch })) };
  const recallId = await approved(world, batch, { scope });
  await launch(world, recallId);
  await answered(recallId, '2');

  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'), passedOn(`${batch}-2`, 'CARL'));

  expect(await onwardUnknown(recallId)).toMatchObject([{ soldOn: '2', reported: '0', unknown: '2' }]);
});

test('units of one product that were passed on hide no units of another', async () => {
  const batch = await sixUnits(world);
  const others = (kind: string, rest: Partial<MovementItem>): MovementItem => ({
    ...toAnna(),
    kind,
    goods: { serials: [{ gtin: OTHER_GTIN, batch, serials: [`${batch}-case-1`, `${batch}-case-2`] }] },
    ...rest,
  });
  await record(world.as('QUALITY'), others('deliver', { place: null }));
  const scope = { batches: [GTIN, OTHER_GTIN].map((gtin) => ({ gtin, batch })) };
  const recallId = await approved(world, batch, { scope });
  await launch(world, recallId);
  await answered(recallId, '2');

  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'), passedOn(`${batch}-2`, 'CARL'));

  expect(await onwardUnknown(recallId)).toMatchObject([{ soldOn: '2', reported: '0', unknown: '2' }]);
});

test('named units that were passed on are set off, where the customer had no other product', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch, {
    scope: { serials: [1, 2].map((n) => ({ gtin: GTIN, serial: `${batch}-${n}` })) },
  });
  await launch(world, recallId);
  await answered(recallId, '2');
  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'));

  expect(await onwardUnknown(recallId)).toMatchObject([{ soldOn: '2', reported: '1', unknown: '1' }]);
});

test('a customer who corrects their answer to have sold nothing on is not asked about it', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await answered(recallId, '2');

  await answered(recallId, '0');

  expect(await onwardUnknown(recallId)).toEqual([]);
});

test('a recall that is launched after goods were passed on tells whom they were passed on to', async () => {
  const batch = await sixUnits(world);
  await record(world.as('QUALITY'), passedOn(`${batch}-1`, 'CARL'));
  const recallId = await approved(world, batch);

  await launch(world, recallId);

  expect(await readRecall(world, recallId)).toMatchObject({
    customers: {
      nodes: expect.arrayContaining([
        { customer: { number: 'ANNA' }, basis: 'DELIVERED', certainty: 'EXACT', units: 2 },
        { customer: { number: 'CARL' }, basis: 'ONWARD', certainty: 'EXACT', units: 1 },
      ]) as unknown,
    },
  });
});
