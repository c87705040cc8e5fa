import type { Context } from '../platform/context.js';
import type { Recall } from './recall.js';
import { movesFrom, type RecallMove } from './recall.rules.js';
import { openProposalByRecall } from './waves/wave-proposal.query.js';

const UPON_A_PROPOSAL: readonly RecallMove[] = ['LAUNCH_WAVE', 'DECLINE_WAVE'];

/** What can be done with a recall now: of a further wave nothing while none is proposed. */
export async function possibleMoves({ load }: Context, { id, status }: Recall): Promise<RecallMove[]> {
  const moves = movesFrom(status);
  if (!moves.some((move) => UPON_A_PROPOSAL.includes(move)) || (await load(openProposalByRecall, id))) return moves;
  return moves.filter((move) => !UPON_A_PROPOSAL.includes(move));
}
