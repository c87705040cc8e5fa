import type { Context } from '../../platform/context.js';
import { InvalidText } from '../../platform/text.js';
import { moveRecall } from '../move-recall.js';
import { readReason } from '../read-reason.js';
import { approvalRefused, recallReasonInvalid, waveDeclined, waveNotProposed } from '../recall.outcomes.js';
import { obstacleToDeciding } from '../recall.rules.js';
import { decideProposal, proposalOfHash } from './wave-proposal.query.js';

export interface DeclineWave {
  readonly recallId: string;
  readonly proposalHash: string;
  readonly reason: string;
}

/**
 * Says why nobody need be told of what is proposed: they were called, say. It is not proposed again. To keep silent takes a second
 * person as well as to tell.
 */
export async function declineWave(context: Context, { recallId, proposalHash, reason: raw }: DeclineWave) {
  const reason = readReason(raw);
  if (reason instanceof InvalidText) return recallReasonInvalid(reason.reason);

  return moveRecall(context, recallId, 'DECLINE_WAVE', async (tx, recall, make) => {
    const proposal = await proposalOfHash(tx, recallId, proposalHash);
    if (proposal?.state !== 'PROPOSED') return waveNotProposed(recall);
    const { actor, now } = context;
    const obstacle = obstacleToDeciding(recall, actor.id);
    if (obstacle) return approvalRefused(recall, obstacle);

    await decideProposal(tx, proposal, { state: 'DECLINED', at: now(), by: actor.id, reason });
    return waveDeclined(await make({ reason, detail: { wave: proposal.wave, proposalHash } }));
  });
}
