import { setImmediate as immediate } from 'node:timers/promises';

import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { rejectRecall } from '../../src/recalls/drafts/reject-recall.js';
import { launchRecall } from '../../src/recalls/launch/launch-recall.js';
import { counting } from '../support/counting-database.js';
import { GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import {
  approve,
  approved,
  draft,
  launch,
  OTHER,
  readRecall,
  registerParties,
  sixUnits,
  submit,
} from './recall-story.js';

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

test('a launch that fails anywhere on its way tells nobody, and leaves no more than its holds behind', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const stages = [
    'hold',
    'recall_goods',
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
    const holds = table === 'hold' ? 0 : 1;
    expect(await rowsOf(recallId)).toEqual({ status: 'APPROVED', goods: 0, holds, notifications: 0, recipients: 0 });
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
  expect(await rowsOf(recallId)).toMatchObject({ holds: 0 });
});

test('a shipment that was being recorded when the launch began is part of it', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  const auditTrail = await world.ownerHolds('lock table audit_entry in exclusive mode');
  const shipment = record(quality(), shipToCarl(`${batch}-4`));
  await world.someoneWaits();

  const launched = launchThatWaits(recallId);
  await launched.waits;
  await auditTrail.letGo();

  expect((await shipment)[0]?.warnings.map(({ code }) => code)).not.toContain('HELD_GOODS');
  expect(await launched.answer).toMatchObject({ outcome: 'RecallLaunched', alreadyLaunched: false });
  expect(await customersOf(recallId)).toMatchObject({
    nodes: expect.arrayContaining([expect.objectContaining({ customer: { number: 'CARL' } })]) as unknown,
  });
});

test('a shipment that is recorded while a launch waits for others is warned of as held, and is an attempt', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  const other = await world.someoneRecords();
  const launched = launchThatWaits(recallId);
  await launched.waits;

  const [shipped] = await record(quality(), shipToCarl(`${batch}-4`));

  expect(await rowsOf(recallId)).toMatchObject({ status: 'APPROVED', notifications: 0 });
  await other.rollbackTransaction();
  expect(shipped?.warnings.map(({ code }) => code)).toContain('HELD_GOODS');
  expect(await launched.answer).toMatchObject({ outcome: 'RecallLaunched' });
  expect(await readRecall(world, recallId)).toMatchObject({ holds: { batchesHeld: 1, attempts: 1 } });
});

test('a recall that could not be launched holds its goods until its approval is void, and again when it is launched', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await refuse('recall_goods');
  await expect(launch(world, recallId)).rejects.toThrow();
  await allow('recall_goods');
  expect(await readRecall(world, recallId)).toMatchObject({ status: 'APPROVED', holds: { batchesHeld: 1 } });

  await rejectRecall(quality(), { recallId, reason: 'The text is wrong.' });
  expect(await readRecall(world, recallId)).toMatchObject({ holds: { batchesHeld: 0, batchesReleased: 1 } });

  const { approvalHash } = await submit(world, recallId);
  await approve(world, world.as('QUALITY', { id: OTHER }), recallId, approvalHash);
  await launch(world, recallId);
  expect(await readRecall(world, recallId)).toMatchObject({ holds: { batchesHeld: 1, batchesReleased: 0 } });
});

test('a mock recall holds nothing, at no moment of its launch', async () => {
  const recallId = await approved(world, await sixUnits(world), { kind: 'MOCK' });
  const other = await world.someoneRecords();
  const launched = launchThatWaits(recallId);
  await launched.waits;

  expect(await rowsOf(recallId)).toMatchObject({ status: 'APPROVED', holds: 0 });
  await other.rollbackTransaction();
  await launched.answer;
  expect(await rowsOf(recallId)).toMatchObject({ status: 'LAUNCHED', holds: 0 });
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

function shipToCarl(serial: string) {
  return units('ship', [serial], { occurredAt: '2026-02-20T12:00:00Z', consignee: 'CARL' });
}

/** A launch, and a promise that it has looked for captures to wait for. */
function launchThatWaits(recallId: string) {
  const { context, statements } = counting(quality());
  const answer = launchRecall(context, recallId);
  const waits = until(() => statements.filter((name) => name === 'captures_under_way').length > 1);
  return { answer, waits };
}

async function until(happened: () => boolean): Promise<void> {
  const patience = performance.now() + 15_000;
  while (!happened()) {
    if (performance.now() > patience) throw new Error('It never happened.');
    await immediate();
  }
}

/** Makes every insert into a table fail, as a crash at that point would. */
async function refuse(table: string): Promise<void> {
  await asOwner(`alter table ${table} add constraint crash_here check (false) not valid`);
}

async function allow(table: string): Promise<void> {
  await asOwner(`alter table ${table} drop constraint crash_here`);
}

async function asOwner(sql: string): Promise<void> {
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
