import { freezeNotifications } from '../../notifications/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import type { Recall } from '../recall.js';
import { insertRecipients } from '../recipients/recall-recipient.query.js';
import { recipientsOfWave, toNotify } from '../recipients/recipients.js';
import { numberedWave } from '../waves.rule.js';
import { isNothing, type ScopeChange } from './scope-change.js';
import { proposalHash, type WaveProposal } from './wave-proposal.js';
import { decideProposal, nextWave, openProposalByRecall, replaceChanges, saveProposal } from './wave-proposal.query.js';

/** Writes down what became known of a recall, which is locked, for someone to decide; or that nothing is left to decide. */
export async function proposeWave(
  tx: Transaction,
  context: Context,
  recall: Recall,
  change: ScopeChange,
): Promise<WaveProposal | null> {
  const [open] = await openProposalByRecall.find(tx, [recall.id]);
  if (isNothing(change)) {
    if (open) await withdraw(tx, context, open);
    return null;
  }
  const at = context.now();
  const wave = open?.wave ?? (await nextWave(tx, recall.id));
  const hash = proposalHash(recall.id, wave, change);
  const proposal: WaveProposal = {
    recallId: recall.id,
    wave,
    state: 'PROPOSED',
    proposedAt: open?.proposedAt ?? at,
    evaluatedAt: at,
    knownThrough: change.reach.knownThrough,
    units: change.reach.whereabouts.units,
    proposalHash: hash,
  };
  await saveProposal(tx, proposal, change.loads);
  if (open?.proposalHash === hash) return proposal;

  await replaceChanges(tx, proposal, [...change.toTell, ...change.removed], change.goods);
  if (!open) await tellOwnPeople(tx, context, proposal, change);
  audit(tx, context, proposal, change);
  return proposal;
}

async function withdraw(tx: Transaction, context: Context, { recallId, wave }: WaveProposal): Promise<void> {
  const { actor, now } = context;
  await decideProposal(tx, { recallId, wave }, { state: 'WITHDRAWN', at: now(), by: actor.id, reason: null });
  recordAudit(tx, context, {
    action: 'withdrawWave',
    objectKind: 'recall',
    objectId: recallId,
    detail: { wave },
  });
}

/** Once for each wave, however often its proposal is rewritten. */
async function tellOwnPeople(
  tx: Transaction,
  { secrets, now }: Context,
  { recallId, wave }: WaveProposal,
  { reach }: ScopeChange,
): Promise<void> {
  const people = await recipientsOfWave(tx, 'INTERNAL', reach);
  await insertRecipients(tx, recallId, wave, people);
  const recipients = people.map(toNotify);
  await freezeNotifications(tx, { secrets, recallId, wave: numberedWave('INTERNAL', wave), recipients, at: now() });
}

function audit(
  tx: Transaction,
  context: Context,
  { recallId, wave, proposalHash: hash, units }: WaveProposal,
  { toTell, removed, goods }: ScopeChange,
): void {
  recordAudit(tx, context, {
    action: 'proposeWave',
    objectKind: 'recall',
    objectId: recallId,
    detail: { wave, proposalHash: hash, units, toTell: toTell.length, removed: removed.length, goods: goods.length },
  });
}
