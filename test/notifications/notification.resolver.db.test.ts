import { randomUUID } from 'node:crypto';

import { beforeEach, expect, test } from '@jest/globals';

import { carrierId, customerId, registerCarriers, registerCustomers } from '../../src/parties/index.js';
import type { Role } from '../../src/platform/access/actor.js';
import { setUpWorld } from '../support/world.js';
import { PostOffice, scriptedChannel } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);
beforeEach(() => office.clear());

const LIST = `query ($recallId: ID!, $states: [NotificationState!], $first: Int!, $after: String) {
  notifications(recallId: $recallId, states: $states, first: $first, after: $after) {
    nodes { notificationId state stateReason attempts { number result reply } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const SETTLE = `mutation ($input: SettleNotificationInput!) {
  settleNotification(input: $input) {
    __typename
    ... on NotificationSettled { notification { state stateReason } }
    ... on UserError { message }
  }
}`;

const AGAIN = `mutation ($id: ID!) {
  sendNotificationAgain(notificationId: $id) {
    __typename
    ... on NotificationQueued { notification { state } }
    ... on UserError { message }
  }
}`;

async function bounced(email = 'gone@example.com') {
  const recallId = await office.launch([await office.recipient(email)]);
  await office.dispatcher(scriptedChannel(() => 'BOUNCED')).drain();
  return office.only(recallId);
}

test('a recall’s notifications are listed page by page, with every attempt, in a number of statements that does not grow', async () => {
  const recallId = await office.launch(
    await office.recipients(Array.from({ length: 5 }, (_, n) => `list-${n}@example.com`)),
  );
  await office.dispatcher(scriptedChannel(() => 'ACCEPTED')).drain();

  interface Page {
    notifications: {
      nodes: { notificationId: string; attempts: unknown[] }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const first = await world.graphql<Page>(world.as('QUALITY'), LIST, { recallId, first: 3 });
  const { endCursor } = first.notifications.pageInfo;
  const rest = await world.graphql<Page>(world.as('QUALITY'), LIST, { recallId, first: 3, after: endCursor });

  const all = [...first.notifications.nodes, ...rest.notifications.nodes];
  expect(new Set(all.map(({ notificationId }) => notificationId)).size).toBe(5);
  expect(all[0]?.attempts).toEqual([{ number: 1, result: 'ACCEPTED', reply: 'as the test says' }]);
  expect(rest.notifications.pageInfo.hasNextPage).toBe(false);
});

test('a made-up id is answered like an unknown one', async () => {
  const asQuality = world.as('QUALITY');

  expect(await world.graphql(asQuality, LIST, { recallId: "x' or 1=1", first: 3 })).toMatchObject({
    notifications: { nodes: [] },
  });
  expect(await world.graphql(asQuality, '{ notification(notificationId: "x") { state } }')).toEqual({
    notification: null,
  });
  for (const id of ['x', randomUUID()]) {
    expect(await world.graphql(asQuality, AGAIN, { id })).toMatchObject({
      sendNotificationAgain: { __typename: 'NotificationUnknown' },
    });
  }
});

test('a bounced notification is on the work queue until someone says how the recipient was reached', async () => {
  const { notificationId } = await bounced();
  const queue = '{ notificationWorkQueue { nodes { notificationId } } }';
  expect(await world.graphql(world.as('CUSTOMER_SERVICE'), queue)).toEqual({
    notificationWorkQueue: { nodes: [{ notificationId }] },
  });

  const input = { notificationId, as: 'CONTACTED', note: 'Phoned the head office.' };
  const answer = await world.graphql(world.as('CUSTOMER_SERVICE'), SETTLE, { input });

  expect(answer).toEqual({
    settleNotification: {
      __typename: 'NotificationSettled',
      notification: { state: 'CONTACTED', stateReason: 'Phoned the head office.' },
    },
  });
  expect(await world.graphql(world.as('CUSTOMER_SERVICE'), queue)).toEqual({ notificationWorkQueue: { nodes: [] } });
  const audit = await world.db.rows('test_audit', `select action, reason from audit_entry where object_id = $1`, [
    notificationId,
  ]);
  expect(audit).toEqual([{ action: 'settleNotification', reason: 'Phoned the head office.' }]);
});

test('who has to be reached by hand is named, be it a customer or a carrier', async () => {
  await registerCarriers(world.as('ADMIN'), [{ code: 'FAST', name: 'Fast Freight' }]);
  await registerCustomers(world.as('ADMIN'), [{ number: 'ANNA', kind: 'BUSINESS', name: 'Anna' }]);
  const byPost = { channel: 'POST', language: 'en' } as const;
  await office.launch([
    { ...byPost, partyKind: 'CARRIER', partyId: carrierId('FAST') },
    { ...byPost, partyKind: 'CUSTOMER', partyId: customerId('ANNA') },
  ]);

  const { notificationWorkQueue } = await world.graphql<{ notificationWorkQueue: { nodes: unknown[] } }>(
    world.as('CUSTOMER_SERVICE'),
    '{ notificationWorkQueue { nodes { carrier { code name } customer { number } } } }',
  );

  expect(notificationWorkQueue.nodes).toEqual(
    expect.arrayContaining([
      { carrier: { code: 'FAST', name: 'Fast Freight' }, customer: null },
      { carrier: null, customer: { number: 'ANNA' } },
    ]),
  );
});

test('a corrected address is tried again, and a notification on its way is not', async () => {
  const { notificationId, recallId } = await bounced();

  expect(await world.graphql(world.as('QUALITY'), AGAIN, { id: notificationId })).toMatchObject({
    sendNotificationAgain: { __typename: 'NotificationQueued', notification: { state: 'QUEUED' } },
  });
  expect(await world.graphql(world.as('QUALITY'), AGAIN, { id: notificationId })).toMatchObject({
    sendNotificationAgain: {
      __typename: 'NotificationCannotBecome',
      message: 'A notification that is QUEUED cannot become QUEUED.',
    },
  });

  await office.dispatcher(scriptedChannel(() => 'ACCEPTED')).drain();
  expect(await office.only(recallId)).toMatchObject({ state: 'ACCEPTED', attempts: 2, possibleDuplicate: false });
});

test('a note that says nothing, or too much, settles nothing', async () => {
  const { notificationId, recallId } = await bounced();

  for (const note of ['  ', 'x'.repeat(501), 'line\u0000']) {
    const input = { notificationId, as: 'SUPPRESSED', note };
    expect(await world.graphql(world.as('QUALITY'), SETTLE, { input })).toMatchObject({
      settleNotification: { __typename: 'NoteInvalid' },
    });
  }
  expect((await office.only(recallId)).state).toBe('BOUNCED');
});

test.each<[Role, unknown]>([
  ['QUALITY', 'gone@example.com'],
  ['CUSTOMER_SERVICE', 'g•••@example.com'],
])('%s sees the address as far as they may', async (role, email) => {
  const { notificationId } = await bounced();

  const answer = await world.graphql(world.as(role), `{ notification(notificationId: "${notificationId}") { email } }`);

  expect(answer).toEqual({ notification: { email } });
});

test('an auditor sees how far a notification has come, and never its address', async () => {
  const { notificationId } = await bounced();
  const ask = (field: string) =>
    world.answer(world.as('AUDITOR'), `{ notification(notificationId: "${notificationId}") { ${field} } }`);

  expect((await ask('state')).errors).toBeUndefined();
  expect((await ask('email')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});
