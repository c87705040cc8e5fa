import { beforeAll, expect, test } from '@jest/globals';

import { unitId } from '../../src/products/index.js';
import { progressTopic } from '../../src/recalls/recall-progress.js';
import { GTIN, OTHER_GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, draft, launch, pause, registerParties, resume, sixUnits, submit } from './recall-story.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

beforeAll(() => registerParties(world));

test('a launch holds the goods, fixes the recipients and writes their notices', async () => {
  const recallId = await approved(world, await sixUnits(world));

  const launched = await launch(world, recallId);

  expect(launched).toMatchObject({
    __typename: 'RecallLaunched',
    alreadyLaunched: false,
    recall: { status: 'LAUNCHED' },
  });
  expect(await read(recallId)).toMatchObject({
    launch: { units: 6, unitsApproved: 6, recipients: 4, customersAdded: [], customersRemoved: [] },
    holds: { batchesHeld: 1, unitsHeld: 0, attempts: 0 },
    progress: {
      recipients: 4,
      onTheirWay: 3,
      needAPerson: 1,
      missing: 0,
      waves: expect.arrayContaining([
        { wave: 'INTERNAL', recipients: 1 },
        { wave: 'CARRIER', recipients: 1 },
        { wave: 'CUSTOMER', recipients: 2 },
      ]) as unknown,
      answers: { answered: 0, onHand: '0' },
    },
    customers: {
      nodes: expect.arrayContaining([
        { customer: { number: 'ANNA' }, basis: 'DELIVERED', certainty: 'EXACT', units: 2 },
        { customer: { number: 'BODO' }, basis: 'SHIPPED', certainty: 'EXACT', units: 1 },
      ]) as unknown,
    },
  });
});

test('a second launch changes nothing and answers with the same recall', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  const before = await read(recallId);

  expect(await launch(world, recallId)).toMatchObject({ __typename: 'RecallLaunched', alreadyLaunched: true });
  expect(await read(recallId)).toEqual(before);
});

test('two launches at once make one wave', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const rival = await world.rival();
  await rival.query(`select 1 from recall where recall_id = $1 for update`, [recallId]);

  const both = Promise.all([launch(world, recallId), launch(world, recallId)]);
  await world.someoneWaits();
  await rival.commitTransaction();

  expect((await both).map(({ alreadyLaunched }) => alreadyLaunched).sort()).toEqual([false, true]);
  const [{ waves } = { waves: 0 }] = await world.db.rows<{ waves: number }>(
    'count_waves',
    `select count(*) as waves from notification_wave where recall_id = $1`,
    [recallId],
  );
  expect(waves).toBe(3);
});

test('a launch that fails anywhere on its way leaves nothing behind', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const stages = [
    'recall_goods',
    'hold',
    'notification',
    'recall_recipient',
    'recall_wave',
    'recall_step',
    'audit_entry',
  ];

  for (const table of stages) {
    await refuse(table);
    await expect(launch(world, recallId)).rejects.toThrow();
    await allow(table);
    expect(await rowsOf(recallId)).toEqual({ status: 'APPROVED', goods: 0, holds: 0, notifications: 0, recipients: 0 });
  }

  expect(await launch(world, recallId)).toMatchObject({ alreadyLaunched: false });
});

test('an unapproved recall is not launched, and the answer says what is possible', async () => {
  const { id } = await draft(world);
  await submit(world, id);

  expect(await launch(world, id)).toMatchObject({
    __typename: 'WrongRecallState',
    status: 'SUBMITTED',
    possible: ['UPDATE', 'APPROVE', 'REJECT', 'CANCEL'],
  });
});

test('a recall that was changed behind the approval is not launched', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await world.db.rows('tamper', `update recall set texts = '[]' where recall_id = $1`, [recallId]);

  expect(await launch(world, recallId)).toMatchObject({ __typename: 'ApprovalOutdated' });
});

test('who is reached between the approval and the launch is told too, and named as the difference', async () => {
  const recallId = await approved(world, 'LATE');
  await record(quality(), deliverOf('LATE', 'LATE-1'));

  await launch(world, recallId);

  expect(await read(recallId)).toMatchObject({
    launch: { unitsApproved: 0, units: 1, customersAdded: [expect.any(String)], customersRemoved: [] },
  });
});

test('what is scanned after a launch does not change who was told', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  const before = await customersOf(recallId);

  await record(
    quality(),
    units('deliver', [`${batch}-6`], { occurredAt: '2026-02-20T12:00:00Z', place: null, consignee: 'CARL' }),
  );

  expect(await customersOf(recallId)).toEqual(before);
});

test('shipping goods that a recall holds is recorded, warned of, and kept as an attempt', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);

  const [item] = await record(
    quality(),
    units('ship', [`${batch}-5`], { occurredAt: '2026-02-21T12:00:00Z', consignee: 'ANNA' }),
  );

  expect(item?.verdict).toBe('ACCEPTED');
  expect(item?.warnings.map(({ code }) => code)).toContain('HELD_GOODS');
  const goodsId = unitId(GTIN, { kind: 'serial', text: `${batch}-5`, conforming: true });
  expect(await read(recallId)).toMatchObject({ holds: { attempts: 1 }, holdAttempts: { nodes: [{ goodsId }] } });
});

test('a verdict follows a launch and a close at once, for customer service too', async () => {
  const service = world.as('CUSTOMER_SERVICE');
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  expect(await verdictOf(`${batch}-1`, service)).toMatchObject({ verdict: 'NOT_AFFECTED', recalls: [] });

  await launch(world, recallId);
  expect(await verdictOf(`${batch}-1`, service)).toMatchObject({
    verdict: 'AFFECTED',
    recalls: [{ verdict: 'AFFECTED', recall: { id: recallId, title: 'Pump stops' } }],
  });

  await tellEveryone(recallId);
  await close(world, recallId);
  expect(await verdictOf(`${batch}-1`, service)).toMatchObject({ verdict: 'NOT_AFFECTED', recalls: [] });
});

test('a serial number that nobody recorded is not cleared, and neither is a unit without a batch', async () => {
  const batch = await sixUnits(world);
  await launch(world, await approved(world, batch));
  await record(quality(), units('receive', [`${batch}-without`]));

  expect(await verdictOf(`${batch}-never-seen`)).toMatchObject({
    verdict: 'CANNOT_TELL',
    whatWouldSettleIt: expect.stringContaining('Read the batch number') as unknown,
  });
  expect(await verdictOf(`${batch}-without`)).toMatchObject({ verdict: 'CANNOT_TELL' });
});

test('customer service is told what to say in the customer’s language, from the recall’s own texts', async () => {
  const batch = await sixUnits(world);
  await launch(world, await approved(world, batch));

  const { unit } = await world.graphql<{ unit: unknown }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) { whatToTell(language: "de") { verdict language whatToDo contactPhone } }
    }`,
    { gtin: GTIN, serial: `${batch}-1` },
  );

  expect(unit).toEqual({
    whatToTell: [
      { verdict: 'AFFECTED', language: 'de', whatToDo: 'Nicht mehr benutzen.', contactPhone: '+49 30 123456' },
    ],
  });
});

test('a recall of a case’s batch covers the eaches of the same batch number', async () => {
  const batch = await sixUnits(world);
  await world.db.rows(
    'pack_level',
    `
    insert into packaging_level (product_id, contained_product_id, quantity)
    select outer_product.product_id, inner_product.product_id, 6
    from product as inner_product, product as outer_product
    where inner_product.gtin = $1 and outer_product.gtin = $2
    `,
    [GTIN, await caseGtin()],
  );
  const scope = { batches: [{ gtin: OTHER_GTIN, batch }] };

  const recallId = await approved(world, batch, { scope });
  await launch(world, recallId);

  expect(await read(recallId)).toMatchObject({ launch: { units: 6 }, holds: { batchesHeld: 2 } });
  expect(await verdictOf(`${batch}-1`)).toMatchObject({ verdict: 'AFFECTED' });
  await world.db.rows('unpack_level', `delete from packaging_level`);
});

test('a mock recall holds nothing, writes to no customer and convicts no unit', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch, { kind: 'MOCK' });

  await launch(world, recallId);

  expect(await read(recallId)).toMatchObject({
    holds: { batchesHeld: 0, unitsHeld: 0 },
    launch: { recipients: 4 },
    progress: { recipients: 1, waves: [{ wave: 'INTERNAL' }] },
    customers: { nodes: [{ units: expect.any(Number) }, { units: expect.any(Number) }] },
  });
  expect(await verdictOf(`${batch}-1`)).toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('sending can be paused and resumed', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);

  expect(await pause(world, recallId)).toMatchObject({ recall: { status: 'PAUSED' } });
  expect(await read(recallId)).toMatchObject({ progress: { pausedSince: '2026-03-01T08:00:00.000Z' } });
  expect(await pause(world, recallId)).toMatchObject({ status: 'PAUSED', possible: ['RESUME', 'CLOSE'] });
  expect(await resume(world, recallId)).toMatchObject({ recall: { status: 'LAUNCHED' } });
  expect(await read(recallId)).toMatchObject({ progress: { pausedSince: null } });
});

test('a recall is not closed while someone has still to be told, and the attempt is on record', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);

  expect(await close(world, recallId)).toMatchObject({
    __typename: 'NotificationsOpen',
    onTheirWay: 3,
    needAPerson: 1,
    missing: 0,
  });
  expect(await auditedDetail(recallId, 'closeRecall')).toMatchObject({ refused: 'NotificationsOpen', onTheirWay: 3 });
});

test('closing a recall releases its holds', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  await tellEveryone(recallId);

  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed', recall: { status: 'CLOSED' } });
  expect(await read(recallId)).toMatchObject({ holds: { batchesHeld: 0, batchesReleased: 1 } });
});

test('whoever watches a recall hears of its launch', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const watching = world.events.subscribe(progressTopic(recallId));

  await launch(world, recallId);

  expect((await watching.next()).value).toEqual({ recallId });
});

test('only QUALITY launches', async () => {
  const { errors } = await world.answer(world.as('AUDITOR'), `mutation { launchRecall(recallId: "x") { __typename } }`);

  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

async function read(recallId: string): Promise<unknown> {
  const { recall } = await world.graphql<{ recall: unknown }>(
    quality(),
    `query ($id: ID!) {
      recall(id: $id) {
        status
        launch { units unitsApproved recipients recipientsHash customersAdded customersRemoved }
        holds { batchesHeld unitsHeld batchesReleased attempts }
        holdAttempts { nodes { goodsId } }
        progress {
          recipients onTheirWay needAPerson missing pausedSince
          waves { wave recipients }
          answers { answered onHand }
        }
        customers { nodes { customer { number } basis certainty units } }
      }
    }`,
    { id: recallId },
  );
  return recall;
}

async function customersOf(recallId: string): Promise<unknown> {
  return ((await read(recallId)) as { customers: unknown }).customers;
}

async function verdictOf(serial: string, context = quality()): Promise<unknown> {
  const { unit } = await world.graphql<{ unit: { verdict: unknown } }>(
    context,
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) { verdict { verdict whatWouldSettleIt recalls { verdict recall { id title } } } }
    }`,
    { gtin: GTIN, serial },
  );
  return unit.verdict;
}

function deliverOf(batch: string, serial: string) {
  return units('deliver', [], {
    consignee: 'ANNA',
    place: null,
    goods: { serials: [{ gtin: GTIN, batch, serials: [serial] }] },
  });
}

/** The case that the test product is packed in. */
async function caseGtin(): Promise<string> {
  await record(quality(), { ...units('receive', []), goods: { serials: [{ gtin: OTHER_GTIN, serials: ['CASE-1'] }] } });
  return OTHER_GTIN;
}

/** As if every notice had been sent or seen to by a person. */
async function tellEveryone(recallId: string): Promise<void> {
  await world.db.rows(
    'tell_everyone',
    `update notification set state = 'CONTACTED', due_at = null where recall_id = $1`,
    [recallId],
  );
}

/** Makes every insert into a table fail, as a crash at that point would. */
async function refuse(table: string): Promise<void> {
  await asOwner(`alter table ${table} add constraint crash_here check (false) not valid`);
}

async function allow(table: string): Promise<void> {
  await asOwner(`alter table ${table} drop constraint crash_here`);
}

async function asOwner(sql: string): Promise<void> {
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(sql).finally(() => owner.end());
}

async function rowsOf(recallId: string): Promise<unknown> {
  const [rows] = await world.db.rows(
    'rows_of_recall',
    `
    select recall.status,
      (select count(*) from recall_goods where recall_id = $1) as goods,
      (select count(*) from hold where recall_id = $1) as holds,
      (select count(*) from notification where recall_id = $1) as notifications,
      (select count(*) from recall_recipient where recall_id = $1) as recipients
    from recall where recall.recall_id = $1
    `,
    [recallId],
  );
  return rows;
}

async function auditedDetail(recallId: string, action: string): Promise<unknown> {
  const [entry] = await world.db.rows<{ detail: unknown }>(
    'audited_detail',
    `select detail from audit_entry where object_id = $1 and action = $2`,
    [recallId, action],
  );
  return entry?.detail;
}
