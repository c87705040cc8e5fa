import type { Context } from '../../src/platform/context.js';
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
  scope: { batches: [{ gtin: '09506000134352', batch: 'L-2207' }] },
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
