import { type Ask, type Outcome, requireOutcome } from './ask.js';
import type { Cast } from './cast.js';
import type { Draft } from './prepare.js';
import type { Told } from './terminal.js';

interface Submission {
  readonly approvalHash: string;
  readonly units: number;
  readonly customers: number;
}

interface RecallSubmitted extends Outcome {
  readonly __typename: 'RecallSubmitted';
  readonly recall: { readonly submission: Submission };
}

interface ApprovalRefused extends Outcome {
  readonly __typename: 'ApprovalRefused';
  readonly obstacle: string;
}

export async function submitRecall({ author }: Cast, { id, version }: Draft): Promise<Told<void>> {
  const { submitRecall: answer } = await author<{ submitRecall: Outcome }>(
    `mutation ($id: ID!, $version: Int!) {
      submitRecall(recallId: $id, expectedVersion: $version) {
        __typename
        ... on RecallSubmitted { recall { submission { approvalHash units customers } } }
        ... on UserError { message }
      }
    }`,
    { id, version },
  );
  const { submission } = requireOutcome<RecallSubmitted>(answer, 'RecallSubmitted').recall;
  const { approvalHash, units, customers } = submission;
  return {
    found: undefined,
    lines: [`${units} units, ${customers} customers`, `An approval is of exactly this: ${approvalHash.slice(0, 16)}…`],
  };
}

/** Four eyes are four eyes: the author has a go at it, and must not succeed. */
export async function approveOwnRecall({ author }: Cast, { id }: Draft): Promise<Told<void>> {
  const answer = await approve(author, id);
  const { obstacle, message } = requireOutcome<ApprovalRefused>(answer, 'ApprovalRefused');
  return { found: undefined, lines: [`refused, ${obstacle}: ${message ?? ''}`] };
}

export async function approveRecall({ approver }: Cast, { id }: Draft): Promise<Told<void>> {
  requireOutcome(await approve(approver, id), 'RecallApproved');
  return { found: undefined, lines: ['approved, as read'] };
}

/** Reads what was submitted, and approves that and nothing else. */
async function approve(ask: Ask, id: string): Promise<Outcome> {
  const { recall } = await ask<{ recall: { submission: Submission } }>(
    'query ($id: ID!) { recall(id: $id) { submission { approvalHash units customers } } }',
    { id },
  );
  const { approveRecall: answer } = await ask<{ approveRecall: Outcome }>(
    `mutation ($id: ID!, $hash: String!) {
      approveRecall(recallId: $id, approvalHash: $hash) {
        __typename
        ... on ApprovalRefused { obstacle }
        ... on UserError { message }
      }
    }`,
    { id, hash: recall.submission.approvalHash },
  );
  return answer;
}
