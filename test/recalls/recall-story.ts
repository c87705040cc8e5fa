import { registerCarriers, registerCustomers, registerInternalContacts } from '../../src/parties/index.js';
import type { Context } from '../../src/platform/context.js';
import { GTIN, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { personId, type World } from '../support/world.js';

/** A second person of QUALITY. */
export const OTHER = personId('QUALITY', 2);

/** A recall that lacks nothing. */
export const content = {
  kind: 'RECALL',
  recallClass: 'II',
  title: 'Pump stops',
  texts: [
    {
      language: 'en',
      reason: 'The pump may stop.',
      hazard: 'Infusion is interrupted.',
      whatToDo: 'Stop using it.',
      remedy: 'Refund.',
    },
    {
      language: 'de',
      reason: 'Die Pumpe kann stehen bleiben.',
      hazard: 'Die Infusion bricht ab.',
      whatToDo: 'Nicht mehr benutzen.',
    },
  ],
  contactPhone: '+49 30 123456',
  contactEmail: 'recall@example.com',
  answerWithinDays: 7,
  scope: { batches: [{ gtin: GTIN, batch: 'L-2207' }] },
};

export async function draft(world: World, changes: Record<string, unknown> = {}): Promise<{ id: string }> {
  const { createRecall } = await world.graphql<{ createRecall: { recall?: { id: string } } }>(
    world.as('QUALITY'),
    `mutation ($input: RecallInput!) {
      createRecall(input: $input) { __typename ... on RecallCreated { recall { id } } ... on UserError { message } }
    }`,
    { input: { ...content, ...changes } },
  );
  if (!createRecall.recall) throw new Error(JSON.stringify(createRecall));
  return createRecall.recall;
}

export async function submit(world: World, recallId: string, version = 1): Promise<{ approvalHash: string }> {
  const { submitRecall } = await world.graphql<{ submitRecall: { recall?: { submission: { approvalHash: string } } } }>(
    world.as('QUALITY'),
    `mutation ($id: ID!, $version: Int!) {
      submitRecall(recallId: $id, expectedVersion: $version) {
        __typename
        ... on RecallSubmitted { recall { submission { approvalHash knownThrough units customers } } }
        ... on UserError { message }
      }
    }`,
    { id: recallId, version },
  );
  if (!submitRecall.recall) throw new Error(JSON.stringify(submitRecall));
  return submitRecall.recall.submission;
}

export async function approve(
  world: World,
  context: Context,
  recallId: string,
  approvalHash: string,
): Promise<unknown> {
  const { approveRecall } = await world.graphql<{ approveRecall: unknown }>(
    context,
    `mutation ($id: ID!, $hash: String!) {
      approveRecall(recallId: $id, approvalHash: $hash) {
        __typename
        ... on RecallApproved { recall { status } }
        ... on ApprovalRefused { obstacle message }
        ... on WrongRecallState { status possible }
      }
    }`,
    { id: recallId, hash: approvalHash },
  );
  return approveRecall;
}

/** Who takes part: ANNA reads German mail, BODO has a telephone, FAST carries, and one of the company's own is told first. */
export async function registerParties(world: World): Promise<void> {
  await registerTestSource(world);
  const admin = world.retrace();
  await registerCustomers(admin, [
    {
      number: 'ANNA',
      kind: 'BUSINESS',
      name: 'Anna GmbH',
      language: 'de',
      contacts: [{ role: 'RECALL_CONTACT', email: 'anna@example.com' }],
    },
    {
      number: 'BODO',
      kind: 'BUSINESS',
      name: 'Bodo SARL',
      language: 'fr',
      contacts: [{ role: 'SHIP_TO', phone: '+33 1 23456789' }],
    },
    { number: 'CARL', kind: 'CONSUMER', language: 'en' },
  ]);
  await registerCarriers(admin, [{ code: 'FAST', name: 'Fast Freight', contact: { email: 'stop@fast.example' } }]);
  await registerInternalContacts(admin, [{ code: 'qa', email: 'qa@northwind.example', language: 'en' }]);
}

let batches = 0;

/** Six units of a new batch: 1 and 2 delivered to ANNA, 3 on its way to BODO with FAST, the others in the warehouse. */
export async function sixUnits(world: World): Promise<string> {
  batches += 1;
  const batch = `L-${batches}`;
  const serials = (...numbers: number[]) => numbers.map((n) => `${batch}-${n}`);
  const all = { serials: [{ gtin: GTIN, batch, serials: serials(1, 2, 3, 4, 5, 6) }] };
  await record(
    world.as('QUALITY'),
    { kind: 'commission', occurredAt: '2026-01-05T06:00:00Z', place: WAREHOUSE, goods: all },
    units('ship', serials(1, 2), { consignee: 'ANNA', carrier: 'FAST' }),
    units('deliver', serials(1, 2), { occurredAt: '2026-02-03T12:00:00Z', place: null, consignee: 'ANNA' }),
    units('ship', serials(3), { consignee: 'BODO', carrier: 'FAST' }),
  );
  return batch;
}

/** A recall of a batch that waits to be launched. */
export async function approved(world: World, batch: string, changes: Record<string, unknown> = {}): Promise<string> {
  const { id } = await draft(world, { scope: { batches: [{ gtin: GTIN, batch }] }, ...changes });
  const { approvalHash } = await submit(world, id);
  await approve(world, world.as('QUALITY', { id: OTHER }), id, approvalHash);
  return id;
}

export interface Moved {
  readonly __typename: string;
  readonly alreadyLaunched?: boolean;
}

export function launch(world: World, recallId: string): Promise<Moved> {
  return move(
    world,
    `launchRecall(recallId: $id)`,
    '... on RecallLaunched { alreadyLaunched recall { status } }',
    recallId,
  );
}

export function close(world: World, recallId: string): Promise<Moved> {
  return move(
    world,
    `closeRecall(recallId: $id, summary: "All units came back.")`,
    '... on RecallClosed { recall { status } } ... on NotificationsOpen { onTheirWay needAPerson missing } ... on BuyersUnknown { customers }',
    recallId,
  );
}

export function pause(world: World, recallId: string): Promise<Moved> {
  return move(world, `pauseSending(recallId: $id)`, '... on SendingPaused { recall { status } }', recallId);
}

export function resume(world: World, recallId: string): Promise<Moved> {
  return move(world, `resumeSending(recallId: $id)`, '... on SendingResumed { recall { status } }', recallId);
}

async function move(world: World, mutation: string, fields: string, recallId: string): Promise<Moved> {
  const { moved } = await world.graphql<{ moved: Moved }>(
    world.as('QUALITY'),
    `mutation ($id: ID!) {
      moved: ${mutation} { __typename ${fields} ... on WrongRecallState { status possible } }
    }`,
    { id: recallId },
  );
  return moved;
}

/** What QUALITY sees of a launched recall. */
export async function readRecall(world: World, recallId: string): Promise<unknown> {
  const { recall } = await world.graphql<{ recall: unknown }>(
    world.as('QUALITY'),
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

/** As if every notice had been sent or seen to by a person. */
export async function tellEveryone(world: World, recallId: string): Promise<void> {
  await world.db.rows(
    'tell_everyone',
    `update notification set state = 'CONTACTED', due_at = null where recall_id = $1`,
    [recallId],
  );
}

export async function verdictOf(world: World, serial: string, context = world.as('QUALITY')): Promise<unknown> {
  const { unit } = await world.graphql<{ unit: { verdict: unknown } }>(
    context,
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) { verdict { verdict whatWouldSettleIt recalls { verdict recall { id title } } } }
    }`,
    { gtin: GTIN, serial },
  );
  return unit.verdict;
}
