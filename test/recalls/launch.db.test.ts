import { beforeAll, expect, test } from '@jest/globals';

import { GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, draft, launch, readRecall, registerParties, sixUnits, submit } from './recall-story.js';

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
  expect(await readRecall(world, recallId)).toMatchObject({
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
  const before = await readRecall(world, recallId);

  expect(await launch(world, recallId)).toMatchObject({ __typename: 'RecallLaunched', alreadyLaunched: true });
  expect(await readRecall(world, recallId)).toEqual(before);
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

  expect(await readRecall(world, recallId)).toMatchObject({
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

test('only QUALITY launches', async () => {
  const { errors } = await world.answer(world.as('AUDITOR'), `mutation { launchRecall(recallId: "x") { __typename } }`);

  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

async function customersOf(recallId: string): Promise<unknown> {
  return ((await readRecall(world, recallId)) as { customers: unknown }).customers;
}

function deliverOf(batch: string, serial: string) {
  return units('deliver', [], {
    consignee: 'ANNA',
    place: null,
    goods: { serials: [{ gtin: GTIN, batch, serials: [serial] }] },
  });
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
