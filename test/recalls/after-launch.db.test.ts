import { beforeAll, expect, test } from '@jest/globals';

import { clearOutage, recordOutage } from '../../src/notifications/dispatch/outage.query.js';
import { unitId } from '../../src/products/index.js';
import { progressTopic } from '../../src/recalls/recall-progress.js';
import { GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import {
  approved,
  close,
  launch,
  pause,
  readRecall,
  registerParties,
  resume,
  sixUnits,
  tellEveryone,
} from './recall-story.js';

const world = setUpWorld();

beforeAll(() => registerParties(world));

test('sending can be paused and resumed', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);

  expect(await pause(world, recallId)).toMatchObject({ recall: { status: 'PAUSED' } });
  expect(await readRecall(world, recallId)).toMatchObject({ progress: { pausedSince: '2026-03-01T08:00:00.000Z' } });
  expect(await pause(world, recallId)).toMatchObject({
    status: 'PAUSED',
    possible: ['LAUNCH_WAVE', 'DECLINE_WAVE', 'RESUME', 'CLOSE'],
  });
  expect(await resume(world, recallId)).toMatchObject({ recall: { status: 'LAUNCHED' } });
  expect(await readRecall(world, recallId)).toMatchObject({ progress: { pausedSince: null } });
});

test('who watches a recall sees why no mail is being sent', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  const outage = async () => {
    const { recall } = await world.graphql<{ recall: unknown }>(
      world.as('AUDITOR'),
      `query ($id: ID!) { recall(id: $id) { progress { outage { since reason } } } }`,
      { id: recallId },
    );
    return recall;
  };
  expect(await outage()).toEqual({ progress: { outage: null } });

  await recordOutage(world.db, 'The server hung up.', world.clock);

  const since = world.clock.toISOString();
  expect(await outage()).toEqual({ progress: { outage: { since, reason: 'The server hung up.' } } });
  await clearOutage(world.db);
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
  await tellEveryone(world, recallId);

  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed', recall: { status: 'CLOSED' } });
  expect(await readRecall(world, recallId)).toMatchObject({ holds: { batchesHeld: 0, batchesReleased: 1 } });
});

test('whoever watches a recall hears of its launch', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const watching = world.events.subscribe(progressTopic(recallId));

  await launch(world, recallId);

  expect((await watching.next()).value).toEqual({ recallId });
});

test('shipping goods that a recall holds is recorded, warned of, and kept as an attempt', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);

  const [item] = await record(
    world.as('QUALITY'),
    units('ship', [`${batch}-5`], { occurredAt: '2026-02-21T12:00:00Z', consignee: 'ANNA' }),
  );

  expect(item?.verdict).toBe('ACCEPTED');
  expect(item?.warnings.map(({ code }) => code)).toContain('HELD_GOODS');
  const goodsId = unitId(GTIN, { kind: 'serial', text: `${batch}-5`, conforming: true });
  expect(await readRecall(world, recallId)).toMatchObject({
    holds: { attempts: 1 },
    holdAttempts: { nodes: [{ goodsId }] },
  });
});

async function auditedDetail(recallId: string, action: string): Promise<unknown> {
  const [entry] = await world.db.rows<{ detail: unknown }>(
    'audited_detail',
    `select detail from audit_entry where object_id = $1 and action = $2`,
    [recallId, action],
  );
  return entry?.detail;
}

/** Whom a recall reaches and nobody told, as its preview names them and warns of them. */
async function reachedSince(recallId: string): Promise<string[]> {
  const { recall } = await world.graphql<{
    recall: {
      preview: {
        customersReachedSince: { nodes: { customer: { number: string } }[] };
        warnings: { code: string; message: string }[];
      };
    };
  }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) { preview { customersReachedSince { nodes { customer { number } } } warnings { code message } } }
    }`,
    { id: recallId },
  );
  const { customersReachedSince, warnings } = recall.preview;
  return [
    ...customersReachedSince.nodes.map(({ customer }) => customer.number),
    ...warnings.flatMap(({ code, message }) => (code === 'REACHED_SINCE' ? message : [])),
  ];
}

test('customers who got goods that became known after the launch are named, and that nobody told them', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  expect(await reachedSince(recallId)).toEqual([]);
  await launch(world, recallId);
  expect(await reachedSince(recallId)).toEqual([]);

  await record(world.as('WAREHOUSE'), units('ship', [`${batch}-4`], { consignee: 'CARL' }));

  expect(await reachedSince(recallId)).toEqual([
    'CARL',
    'Customers whom it reaches by what became known after the launch: 1. No notice went to them. They are in `proposedWave` within a minute, unless somebody declined that.',
  ]);
});

test('customers who got goods of a closed recall are named, and that no wave will tell them', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await tellEveryone(world, recallId);
  await close(world, recallId);

  await record(world.as('WAREHOUSE'), units('ship', [`${batch}-4`], { consignee: 'CARL' }));

  expect(await reachedSince(recallId)).toEqual([
    'CARL',
    'Customers whom it reaches by what became known after the launch: 1. No notice went to them. The recall is closed, so no wave will tell them: another recall of the goods does.',
  ]);
});
