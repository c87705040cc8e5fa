import type { Context } from '../../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import type { ChangedGoods, ChangedRecipient } from './scope-change.js';
import type { WaveProposal } from './wave-proposal.js';
import {
  openProposalByRecall,
  type ProposedCounts,
  proposedCounts,
  proposedGoods,
  proposedRecipients,
} from './wave-proposal.query.js';

export interface ProposedWave extends WaveProposal, ProposedCounts {}

/** What waits for a decision, and how much of each kind. */
export async function readProposal({ db, load }: Context, recallId: string): Promise<ProposedWave | null> {
  const proposal = await load(openProposalByRecall, recallId);
  return proposal && { ...proposal, ...(await proposedCounts(db, proposal)) };
}

// Of a proposal that is rewritten between two pages the cursor is good no more.
const scopeOf = ({ proposalHash }: WaveProposal, list: string) => `proposed ${list} ${proposalHash}`;

export function listProposedRecipients(
  context: Context,
  proposal: WaveProposal,
  page: PageArgs,
): Promise<Connection<ChangedRecipient>> {
  return pageOf(context, page, {
    scope: scopeOf(proposal, 'recipients'),
    find: (limit, after) => proposedRecipients(context.db, proposal, limit, after as [string, string] | null),
    keyOf: ({ partyKind, partyId }) => [partyKind, partyId],
  });
}

export function listProposedGoods(
  context: Context,
  proposal: WaveProposal,
  page: PageArgs,
): Promise<Connection<ChangedGoods>> {
  return pageOf(context, page, {
    scope: scopeOf(proposal, 'goods'),
    find: (limit, after) => proposedGoods(context.db, proposal, limit, after ? String(after[0]) : null),
    keyOf: ({ goodsId }) => [goodsId],
  });
}
