import { awaitCaptures } from '../../movements/index.js';
import { freezeNotifications } from '../../notifications/index.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { approvalHash } from '../drafts/approval-hash.js';
import { type ScopeSnapshot, snapshotOf } from '../drafts/scope-snapshot.query.js';
import { holdScope } from '../hold-scope.js';
import { moveRecall } from '../move-recall.js';
import { noticeProducts } from '../notices/notice-products.js';
import type { Recall } from '../recall.js';
import { insertRecallWave } from '../recall-wave.query.js';
import { approvalOutdated, recallLaunched } from '../recall.outcomes.js';
import { lockRecall, recallById } from '../recall.query.js';
import { OPEN_STATUSES, statusAfter } from '../recall.rules.js';
import { type Load, loadsOfHeldGoods } from '../recipients/loads.query.js';
import { hashOfRecipients, insertRecipients } from '../recipients/recall-recipient.query.js';
import { type RecallRecipient, recipientsOfWave, toNotify } from '../recipients/recipients.js';
import { freezeGoods } from '../scope/frozen-goods.query.js';
import { followedBy, type Reach, reachOf } from '../scope/reach.js';
import { goodsOf, goodsToHold } from '../scope/scope-goods.js';
import { EVALUATION_MS } from '../time-limits.js';
import { FIRST_WAVE, WAVES, wavesOf } from '../waves.rule.js';

/**
 * Launches an approved recall, in three steps that are harmless to repeat:
 *
 * 1. Its holds are placed and committed. From here on every movement that is recorded meets them.
 * 2. The movements that were being recorded before, and may not have met them, come to their end.
 * 3. In one transaction the scope is evaluated again and frozen, with its holds, its recipients and their notifications:
 *    either all of it exists, or the recall is not launched.
 *
 * So a shipment recorded during a launch is either seen by it, and its consignee told, or warned of as held. When a launch
 * fails, the holds of step 1 stay, since someone has decided to launch; launching again goes on from there, and whatever
 * voids the approval releases them. Sending is the dispatcher's, which sends what exists. A second launch changes nothing
 * and answers with the same wave.
 */
export async function launchRecall(context: Context, recallId: string) {
  if (await holdAhead(context, recallId)) await awaitCaptures(context.db);

  const answer = await moveRecall(
    context,
    recallId,
    'LAUNCH',
    async (tx, recall, make) => {
      const approved = await approvedSnapshot(tx, recall);
      if (!approved) return approvalOutdated(recall);

      const loads = await loadsOfHeldGoods(tx, recallId);
      const reach = await reachOf(tx, recall.scope, context.now());
      const detail = await freeze(tx, context, recall, { ...reach, loads }, approved);
      const launched = await make({ changes: { launchedAt: context.now(), ...followedBy(reach) }, detail });
      return recallLaunched(launched, { alreadyLaunched: false });
    },
    { statementTimeoutMs: EVALUATION_MS },
  );
  if (answer.outcome !== 'WrongRecallState' || !OPEN_STATUSES.includes(answer.status)) return answer;
  const [recall] = await recallById.find(context.db, [recallId]);
  return recall ? recallLaunched(recall, { alreadyLaunched: true }) : answer;
}

/** Places the holds of a recall that can be launched, and says whether it can; why not is for the launch to answer. */
function holdAhead(context: Context, recallId: string): Promise<boolean> {
  return context.db.transaction(
    async (tx) => {
      const recall = await lockRecall(tx, recallId);
      if (!recall || !statusAfter('LAUNCH', recall.status) || !(await approvedSnapshot(tx, recall))) return false;
      await holdScope(tx, context, recall, goodsToHold(await goodsOf(tx, recall.scope)));
      return true;
    },
    { statementTimeoutMs: EVALUATION_MS },
  );
}

/** What the approver was shown; null when the recall is not what was approved. */
async function approvedSnapshot(tx: Transaction, recall: Recall): Promise<ScopeSnapshot | null> {
  const snapshot = await snapshotOf(tx, recall.id, recall.version);
  // What was approved is named by its hash; a row that was changed behind Retrace's back no longer has that name.
  return snapshot && approvalHash(recall, snapshot.knownThrough) === recall.approvedHash ? snapshot : null;
}

/** Fixes everything that the launch is about, and answers what the audit trail says of it. */
async function freeze(
  tx: Transaction,
  context: Context,
  recall: Recall,
  { loads, ...reach }: Reach & { readonly loads: readonly Load[] },
  approved: ScopeSnapshot,
) {
  const { actor, secrets } = context;
  const at = context.now();
  const recallId = recall.id;

  await freezeGoods(tx, { recallId, wave: FIRST_WAVE }, reach.goods);
  await holdScope(tx, context, recall, goodsToHold(reach.goods, reach.disputed));

  const byWave: RecallRecipient[][] = [];
  const told = wavesOf(recall.kind);
  for (const wave of WAVES) {
    const ofWave = await recipientsOfWave(tx, wave, reach);
    byWave.push(ofWave);
    if (!told.includes(wave)) continue;
    await freezeNotifications(tx, { secrets, recallId, wave, recipients: ofWave.map(toNotify), at });
  }
  const recipients = byWave.flat();
  await insertRecipients(tx, recallId, FIRST_WAVE, recipients);

  const difference = differenceBetween(approved, reach);
  await insertRecallWave(tx, {
    recallId,
    wave: FIRST_WAVE,
    launchedAt: at,
    launchedBy: actor.id,
    knownThrough: reach.knownThrough,
    units: reach.whereabouts.units,
    recipients: recipients.length,
    recipientsHash: hashOfRecipients(recipients),
    products: await noticeProducts(tx, recall.scope, reach),
    loads,
    ...difference,
  });
  const { unitsApproved, customersAdded, customersRemoved } = difference;
  return {
    approvalHash: recall.approvedHash,
    units: reach.whereabouts.units,
    unitsApproved,
    recipients: recipients.length,
    customersAdded: customersAdded.length,
    customersRemoved: customersRemoved.length,
  };
}

function differenceBetween(approved: ScopeSnapshot, { recipients }: Reach) {
  const before = new Set(approved.customerIds);
  const now = new Set(recipients.map(({ customerId }) => customerId));
  return {
    unitsApproved: approved.units,
    customersAdded: [...now].filter((id) => !before.has(id)),
    customersRemoved: [...before].filter((id) => !now.has(id)),
  };
}
