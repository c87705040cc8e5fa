import { sourceId } from '../../parties/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { correctedAmong } from '../correction.query.js';
import { fingerprintOf } from '../fingerprint.js';
import { NO_GOODS } from '../goods.rule.js';
import type { Declaration, Goods, Movement } from '../movement.js';
import { movementId } from '../movement-id.js';

/** What is said of goods without having been seen. */
export interface Said {
  readonly goods?: Goods;
  readonly declaration?: Declaration | null;
}

/**
 * Entries of the ledger that are in effect for what is said. What was said before, and voided since, gets an id of its own:
 * a correction is final, and the same is said anew.
 */
export async function declarationMovements(db: Queryable, now: Date, said: readonly Said[]): Promise<Movement[]> {
  let movements = said.map((one) => declarationMovement(now, one, 0));
  for (let again = 1; ; again++) {
    const corrected = await correctedAmong(
      db,
      movements.map(({ movementId: id }) => id),
    );
    if (corrected.size === 0) return movements;
    movements = movements.map((movement, i) =>
      corrected.has(movement.movementId) ? declarationMovement(now, said[i] ?? {}, again) : movement,
    );
  }
}

/** Its id is made from its content, so saying it again finds the first time it was said. */
function declarationMovement(now: Date, { goods = NO_GOODS, declaration = null }: Said, again: number): Movement {
  const content = {
    kind: 'declare',
    sequence: 0,
    occurredAt: now,
    place: null,
    destination: null,
    carrier: null,
    consignee: null,
    consignor: null,
    container: null,
    assembly: null,
    orderRef: null,
    shipmentRef: null,
    goods,
    outputs: NO_GOODS,
    declaration,
    declaredBatch: null,
    labels: [],
  } as const;
  const fingerprint = fingerprintOf(content);
  const sourceRef = again === 0 ? `content:${fingerprint}` : `content:${fingerprint}:${again}`;
  return {
    ...content,
    movementId: movementId(sourceId('retrace'), sourceRef),
    sourceRef,
    offsetMinutes: 0,
    device: null,
    fingerprint,
  };
}
