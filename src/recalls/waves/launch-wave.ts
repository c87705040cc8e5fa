import { releaseGoods } from '../../holds/index.js';
import { freezeNotifications } from '../../notifications/index.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { holdScope } from '../hold-scope.js';
import { moveRecall } from '../move-recall.js';
import { noticeProducts } from '../notices/notice-products.js';
import type { Recall } from '../recall.js';
import { insertRecallWave } from '../recall-wave.query.js';
import { approvalRefused, waveLaunched, waveNotProposed } from '../recall.outcomes.js';
import { obstacleToDeciding } from '../recall.rules.js';
import { hashOfRecipients, insertRecipients } from '../recipients/recall-recipient.query.js';
import { toNotify } from '../recipients/recipients.js';
import { freezeGoods, unfreezeGoods } from '../scope/frozen-goods.query.js';
import { followedBy } from '../scope/reach.js';
import { goodsToHold } from '../scope/scope-goods.js';
import { EVALUATION_MS } from '../time-limits.js';
import { numberedWave } from '../waves.rule.js';
import { isNothing, type ScopeChange, scopeChangeOf } from './scope-change.js';
import type { WaveProposal } from './wave-proposal.js';
import {
  decideProposal,
  proposalOfHash,
  removedInProposal,
  replaceChanges,
  toldInProposal,
} from './wave-proposal.query.js';

export interface LaunchWave {
  readonly recallId: string;
  /** The hash that stood beside what the approver saw. */
  readonly proposalHash: string;
}

/**
 * Launches a proposed wave: approves it and tells whom it reaches, in one transaction. The approval of the recall binds what
 * everyone is told; this one binds who is told besides. Launched twice, it is one wave.
 */
export function launchWave(context: Context, { recallId, proposalHash }: LaunchWave) {
  return moveRecall(
    context,
    recallId,
    'LAUNCH_WAVE',
    async (tx, recall, make) => {
      const proposal = await proposalOfHash(tx, recallId, proposalHash);
      if (proposal?.state === 'LAUNCHED') return waveLaunched(recall, { alreadyLaunched: true });
      if (proposal?.state !== 'PROPOSED') return waveNotProposed(recall);
      const obstacle = obstacleToDeciding(recall, context.actor.id);
      if (obstacle) return approvalRefused(recall, obstacle);

      const change = await onlySeenRemoved(tx, proposal, await scopeChangeOf(tx, recall, context.now()));
      if (isNothing(change)) return waveNotProposed(recall);
      const detail = await freeze(tx, context, recall, proposal, change);
      return waveLaunched(await make({ changes: followedBy(change.reach), detail }), { alreadyLaunched: false });
    },
    { statementTimeoutMs: EVALUATION_MS },
  );
}

/** What leaves the scope only since the proposal was read waits for the next, and so does who has none of the goods since: nobody would call them. */
async function onlySeenRemoved(tx: Transaction, proposal: WaveProposal, change: ScopeChange): Promise<ScopeChange> {
  const seen = await removedInProposal(tx, proposal);
  return {
    ...change,
    removed: change.removed.filter(({ partyId }) => seen.has(partyId)),
    goods: change.goods.filter((goods) => goods.change !== 'REMOVED' || seen.has(goods.goodsId)),
  };
}

async function freeze(tx: Transaction, context: Context, recall: Recall, proposal: WaveProposal, change: ScopeChange) {
  const { actor } = context;
  const { reach, toTell } = change;
  const { recallId, wave } = proposal;
  const at = context.now();
  const difference = await differenceFrom(tx, proposal, change);

  await freezeGoods(tx, proposal, reach.goods);
  await holdScope(tx, context, recall, goodsToHold(reach.goods, reach.disputed));
  await takeOut(tx, context, recallId, change);
  await insertRecipients(tx, recallId, wave, toTell);
  for (const kind of ['CARRIER', 'CUSTOMER'] as const) {
    const recipients = toTell.filter(({ partyKind }) => partyKind === kind).map(toNotify);
    await freezeNotifications(tx, {
      secrets: context.secrets,
      recallId,
      wave: numberedWave(kind, wave),
      recipients,
      at,
    });
  }
  await insertRecallWave(tx, {
    recallId,
    wave,
    launchedAt: at,
    launchedBy: actor.id,
    knownThrough: reach.knownThrough,
    units: reach.whereabouts.units,
    recipients: toTell.length,
    recipientsHash: hashOfRecipients(toTell),
    products: await noticeProducts(tx, recall.scope, reach),
    loads: change.loads,
    ...difference,
  });
  await replaceChanges(tx, proposal, [...toTell, ...change.removed], change.goods);
  await decideProposal(tx, proposal, { state: 'LAUNCHED', at, by: actor.id, reason: null });
  return {
    wave,
    proposalHash: proposal.proposalHash,
    units: reach.whereabouts.units,
    unitsProposed: proposal.units,
    recipients: toTell.length,
    customersAdded: difference.customersAdded.length,
    customersRemoved: difference.customersRemoved.length,
    goods: change.goods.length,
  };
}

async function takeOut(
  tx: Transaction,
  { actor, now }: Context,
  recallId: string,
  { goods }: ScopeChange,
): Promise<void> {
  const removed = goods.flatMap(({ goodsId, change }) => (change === 'REMOVED' ? goodsId : []));
  if (removed.length === 0) return;
  await unfreezeGoods(tx, recallId, removed);
  await releaseGoods(tx, removed, { recallId, releasedAt: now(), releasedBy: actor.id });
}

/** Who is told, and who is not, other than as the proposal that was read had it. */
async function differenceFrom(tx: Transaction, proposal: WaveProposal, { toTell }: ScopeChange) {
  const before = await toldInProposal(tx, proposal);
  const now = new Set(toTell.flatMap(({ partyKind, partyId }) => (partyKind === 'CUSTOMER' ? partyId : [])));
  return {
    unitsApproved: proposal.units,
    customersAdded: [...now].filter((id) => !before.has(id)),
    customersRemoved: [...before].filter((id) => !now.has(id)),
  };
}
