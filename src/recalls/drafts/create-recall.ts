import { randomUUID } from 'node:crypto';

import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import type { Recall } from '../recall.js';
import { insertStep } from '../recall-step.query.js';
import { recallCreated, recallInvalid } from '../recall.outcomes.js';
import { saveRecall } from '../recall.query.js';
import { readRecall, type RecallInput } from './read-recall.js';

/** Begins a case: a draft, which may still lack what its submission will need. */
export async function createRecall(context: Context, input: RecallInput) {
  const content = readRecall(input);
  if (!('scope' in content)) return recallInvalid(content);

  const { db, actor, now } = context;
  const recall: Recall = {
    ...content,
    id: randomUUID(),
    revision: 1,
    version: 1,
    status: 'DRAFT',
    editorIds: [actor.id],
    createdAt: now(),
    submittedBy: null,
    submittedHash: null,
    approvedBy: null,
    approvedHash: null,
    launchedAt: null,
    closedAt: null,
    followedAt: null,
    followedThrough: null,
  };
  await db.transaction(async (tx) => {
    await saveRecall(tx, recall);
    const { id: recallId, revision: stepNo, version, createdAt: at } = recall;
    await insertStep(tx, { recallId, stepNo, move: 'CREATE', version, actorId: actor.id, at, reason: null });
    recordAudit(tx, context, {
      action: 'createRecall',
      objectKind: 'recall',
      objectId: recallId,
      detail: { kind: recall.kind, recallClass: recall.recallClass, version },
    });
  });
  return recallCreated(recall);
}
