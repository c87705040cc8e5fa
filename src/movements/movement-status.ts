import type { Context } from '../platform/context.js';
import { BOUNDS } from '../platform/graphql/bounds.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { storedMovements } from './capture/movement.query.js';
import { openConflictsOf } from './capture/conflict.query.js';
import { correctedAmong } from './correction.query.js';
import { movementId } from './movement-id.js';
import { requireSource } from './record-movements.js';

export interface MovementStatus {
  readonly id: string;
  readonly movementId: string;
  readonly status: 'RECORDED' | 'CONFLICT' | 'CORRECTED' | 'UNKNOWN';
}

/** What arrived of what a sender sent: asked after a crash or a lost answer, before anything is sent again. */
export async function movementStatus(
  context: Context,
  source: string | null,
  ids: readonly string[],
): Promise<MovementStatus[]> {
  if (ids.length > BOUNDS.bulkInput) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.bulkInput} ids a request; these are ${ids.length}.`);
  }
  const { id: sourceId } = await requireSource(context, source);
  const asked = ids.map((id) => ({ id, movementId: movementId(sourceId, id.trim().normalize('NFC')) }));
  const movementIds = asked.map((one) => one.movementId);
  const stored = await storedMovements(context.db, movementIds);
  const conflicts = await openConflictsOf(context.db, movementIds);
  const corrected = await correctedAmong(context.db, movementIds);
  return asked.map((one) => ({ ...one, status: statusOf(one.movementId) }));

  function statusOf(id: string): MovementStatus['status'] {
    if (corrected.has(id)) return 'CORRECTED';
    if (!stored.has(id)) return 'UNKNOWN';
    return conflicts.has(id) ? 'CONFLICT' : 'RECORDED';
  }
}
