import { randomUUID } from 'node:crypto';

import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { InvalidText, readParagraphs } from '../../platform/text.js';
import { isUuid } from '../../platform/uuid.js';
import { captureMovements } from '../capture/capture-movements.js';
import { insertCapture, type Origin } from '../capture/movement.query.js';
import { voidMovement } from '../capture/void-movement.js';
import type { Movement } from '../movement.js';
import { movementId as movementIdOf } from '../movement-id.js';
import {
  conflictAlreadyDecided,
  conflictReasonInvalid,
  conflictResolved,
  conflictUnknown,
} from './movement-conflict.outcomes.js';
import { decideMovementConflict, lockMovementConflict, type MovementConflictRow } from './movement-conflict.query.js';

/** KEEP: what was recorded first is right. REPLACE: the other is, so the first is voided and the other recorded. */
export const CONFLICT_DECISIONS = ['KEEP', 'REPLACE'] as const;
export type ConflictDecisionName = (typeof CONFLICT_DECISIONS)[number];

export interface ResolveMovementConflict {
  /** Of the conflict, as listed: the movement's id and the other version's fingerprint. */
  readonly conflictId: string;
  readonly decision: ConflictDecisionName;
  readonly reason: string;
}

const LONGEST_REASON = 2_000;
const STATE = { KEEP: 'KEPT', REPLACE: 'REPLACED' } as const;

/** Decides which of two contents under one id is right. Until then, nothing is certain of the goods of either. */
export async function resolveMovementConflict(context: Context, input: ResolveMovementConflict) {
  const reason = readParagraphs(input.reason, LONGEST_REASON);
  if (reason instanceof InvalidText) return conflictReasonInvalid(reason.reason);
  const [movementId = '', fingerprint = ''] = input.conflictId.split(':');
  if (!isUuid(movementId) || !isUuid(fingerprint)) return conflictUnknown(input.conflictId);

  const captureId = randomUUID();
  return context.db.transaction(async (tx) => {
    const conflict = await lockMovementConflict(tx, movementId, fingerprint);
    if (!conflict) return conflictUnknown(input.conflictId);
    const wanted = STATE[input.decision];
    if (conflict.state === wanted) return conflictResolved(conflict, { alreadyResolved: true });
    if (conflict.state !== 'OPEN') return conflictAlreadyDecided(conflict);

    const origin = originOf(context, captureId, conflict);
    insertCapture(tx, origin);
    const replacementId = input.decision === 'REPLACE' ? await replace(tx, origin, conflict, reason) : null;
    await decideMovementConflict(tx, conflict, { state: wanted, reason, origin });
    recordAudit(tx, context, {
      action: 'resolveMovementConflict',
      objectKind: 'movement',
      objectId: movementId,
      reason,
      detail: { decision: input.decision, fingerprint, replacementId },
    });
    return conflictResolved({ ...conflict, state: wanted }, { alreadyResolved: false });
  });
}

function originOf(context: Context, captureId: string, { sourceId }: MovementConflictRow): Origin {
  return { captureId, sourceId, actorId: context.actor.id, recordedAt: context.now() };
}

/** Records the other version under an id of its own and voids the first; every other version of the id is void with it. */
async function replace(
  tx: Transaction,
  origin: Origin,
  { movementId, content }: MovementConflictRow,
  note: string,
): Promise<string> {
  const replacement = underAnIdOfItsOwn(content, origin.sourceId);
  await captureMovements(tx, origin, [replacement]);
  const replacementId = replacement.movementId;
  const voided = await voidMovement(tx, origin, {
    movementId,
    reason: 'INCORRECT_DATA',
    replacementId,
    note,
    sourceRef: content.sourceRef,
  });
  if (voided !== 'VOIDED') throw new Refusal('BAD_USER_INPUT', 'The movement was corrected meanwhile. Read it again.');
  return replacementId;
}

function underAnIdOfItsOwn(content: Movement, sourceId: string): Movement {
  const sourceRef = `${content.sourceRef}#${content.fingerprint}`;
  return { ...content, sourceRef, movementId: movementIdOf(sourceId, sourceRef) };
}
