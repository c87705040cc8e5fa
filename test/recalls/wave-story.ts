import { sealKnowledge } from '../../src/movements/index.js';
import type { Context } from '../../src/platform/context.js';
import { followRecalls } from '../../src/recalls/waves/follow-recalls.job.js';
import type { World } from '../support/world.js';
import { OTHER } from './recall-story.js';

/** What the job does every half minute. */
export async function follow(world: World, context: Context = world.retrace()): Promise<void> {
  await sealKnowledge(world.db, world.clock);
  await followRecalls(context);
}

export interface Proposed {
  readonly wave: number;
  readonly proposalHash: string;
  readonly customersToTell: number;
  readonly carriersToTell: number;
  readonly customersRemoved: number;
  readonly goodsAdded: number;
  readonly goodsRemoved: number;
  /** `ADDED ANNA`, as they are named. */
  readonly recipients: readonly string[];
  /** `ADDED L-2207`: the batch's or the serial number. */
  readonly goods: readonly string[];
}

interface Row {
  readonly change: string;
  readonly customer: { readonly number: string } | null;
  readonly carrier: { readonly code: string } | null;
  readonly batch: { readonly number: string } | null;
  readonly unit: { readonly serial: string } | null;
}

export async function proposed(world: World, recallId: string): Promise<Proposed | null> {
  const { recall } = await world.graphql<{
    recall: { proposedWave: (Proposed & Record<'recipients' | 'goods', { readonly nodes: readonly Row[] }>) | null };
  }>(
    world.as('QUALITY', { id: OTHER }),
    `query ($id: ID!) {
      recall(id: $id) {
        proposedWave {
          wave proposalHash customersToTell carriersToTell customersRemoved goodsAdded goodsRemoved
          recipients { nodes { change customer { number } carrier { code } } }
          goods { nodes { change batch { number } unit { serial } } }
        }
      }
    }`,
    { id: recallId },
  );
  const proposal = recall.proposedWave;
  if (!proposal) return null;
  const { recipients, goods, ...rest } = proposal;
  return {
    ...rest,
    recipients: recipients.nodes
      .map(({ change, customer, carrier }) => `${change} ${customer?.number ?? carrier?.code ?? ''}`)
      .sort(),
    goods: goods.nodes.map(({ change, batch, unit }) => `${change} ${batch?.number ?? unit?.serial ?? ''}`).sort(),
  };
}

export interface Decided {
  readonly __typename: string;
  readonly alreadyLaunched?: boolean;
  readonly obstacle?: string;
}

/** By the second person of QUALITY, unless somebody else is named. */
export async function launchWave(
  world: World,
  recallId: string,
  proposalHash: string,
  context: Context = world.as('QUALITY', { id: OTHER }),
): Promise<Decided> {
  const { launchWave: decided } = await world.graphql<{ launchWave: Decided }>(
    context,
    `mutation ($id: ID!, $hash: String!) {
      launchWave(recallId: $id, proposalHash: $hash) {
        __typename ... on WaveLaunched { alreadyLaunched } ... on ApprovalRefused { obstacle } ... on WrongRecallState { status }
      }
    }`,
    { id: recallId, hash: proposalHash },
  );
  return decided;
}

export async function declineWave(
  world: World,
  recallId: string,
  proposalHash: string,
  reason = 'They were called.',
  context: Context = world.as('QUALITY', { id: OTHER }),
): Promise<Decided> {
  const { declineWave: decided } = await world.graphql<{ declineWave: Decided }>(
    context,
    `mutation ($id: ID!, $hash: String!, $reason: String!) {
      declineWave(recallId: $id, proposalHash: $hash, reason: $reason) {
        __typename ... on ApprovalRefused { obstacle }
      }
    }`,
    { id: recallId, hash: proposalHash, reason },
  );
  return decided;
}

/** Follows the recalls, and launches what is proposed for this one; fails when nothing is. */
export async function nextWave(world: World, recallId: string): Promise<void> {
  await follow(world);
  const proposal = await proposed(world, recallId);
  if (!proposal) throw new Error('No wave is proposed.');
  const { __typename } = await launchWave(world, recallId, proposal.proposalHash);
  if (__typename !== 'WaveLaunched') throw new Error(__typename);
}
