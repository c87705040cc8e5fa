import { randomUUID } from 'node:crypto';

import { sourceId } from '../../parties/index.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { register } from '../../platform/registration/register.js';
import { type Registration, Rejection, type Written } from '../../platform/registration/registration.js';
import { batchById, ensureBatches } from '../../products/index.js';
import { lockBatches } from '../batch-declaration.query.js';
import { captureMovements } from '../capture/capture-movements.js';
import { additions, type DeclaredField, differencesOf } from '../declaration.rule.js';
import type { BatchItem } from '../movement-item.js';
import { type DeclaredBatch, readBatchItem } from '../reading/read-batch-item.js';
import { declarationMovements } from './declaration-movement.js';

/**
 * Declares batches: their quantity, dates and the supplier's number, as entries of the ledger, from which the batch's row
 * is projected. The first declaration stands: one that says otherwise is answered with the fields that differ, since a
 * batch whose dates change silently is how recalls miss goods. What is missing in it may be added later.
 */
export function registerBatches(context: Context, inputs: readonly BatchItem[]): Promise<Registration> {
  return register(context, inputs, {
    action: 'registerBatches',
    objectKind: 'batch',
    read: readBatchItem,
    prepare: (items) =>
      ensureBatches(
        context.db,
        items.map(({ batch }) => batch),
      ),
    write: (tx, items) => writeBatches(tx, context, items),
    caches: [batchById],
  });
}

async function writeBatches(
  tx: Transaction,
  context: Context,
  items: readonly DeclaredBatch[],
): Promise<Map<string, Written | Rejection>> {
  const stored = await lockBatches(
    tx,
    items.map(({ id }) => id),
  );
  const answers = new Map<string, Written | Rejection>();
  const fresh: DeclaredBatch[] = [];
  for (const item of items) {
    const differing = differencesOf(stored.get(item.id), item.declaration);
    const added = additions(stored.get(item.id), item.declaration);
    if (differing.length > 0) answers.set(item.id, alreadyDeclared(differing));
    else if (stored.get(item.id)?.declared && added.length === 0) answers.set(item.id, UNCHANGED);
    else {
      fresh.push(item);
      answers.set(item.id, stored.get(item.id)?.declared ? { outcome: 'UPDATED', changed: added } : REGISTERED);
    }
  }
  const movements = await declarationMovements(tx, context.now(), fresh);
  await captureMovements(
    tx,
    { captureId: randomUUID(), sourceId: RETRACE_SOURCE, actorId: context.actor.id, recordedAt: context.now() },
    movements,
  );
  return answers;
}

const REGISTERED: Written = { outcome: 'REGISTERED', changed: [] };
const UNCHANGED: Written = { outcome: 'UNCHANGED', changed: [] };

/** Movements that come from registering and not from a sender's system. */
export const RETRACE_SOURCE = sourceId('retrace');

function alreadyDeclared(fields: readonly DeclaredField[]): Rejection {
  return new Rejection(
    'BATCH_DIFFERS',
    fields[0] ?? '',
    `This batch is declared with another ${fields.join(', ')}; nothing was changed.`,
    'CONFLICT',
  );
}
