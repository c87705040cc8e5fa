import { sourceId } from '../parties/index.js';
import { fingerprintOf } from './fingerprint.js';
import { movementId } from './movement-id.js';
import type { Declaration, Goods, Movement } from './movement.js';

const NO_GOODS: Goods = { units: [], logisticUnits: [], quantities: [] };

/**
 * What is said of goods without having been seen, as an entry of the ledger. Its id is made from its content, so saying it
 * again finds the first time it was said.
 */
export function declarationMovement(
  now: Date,
  { goods = NO_GOODS, declaration = null }: { goods?: Goods; declaration?: Declaration | null },
): Movement {
  const content = {
    kind: 'declare',
    sequence: 0,
    occurredAt: now,
    place: null,
    destination: null,
    carrier: null,
    consignee: null,
    container: null,
    orderRef: null,
    shipmentRef: null,
    goods,
    declaration,
  } as const;
  const fingerprint = fingerprintOf(content);
  const sourceRef = `content:${fingerprint}`;
  return {
    ...content,
    movementId: movementId(sourceId('retrace'), sourceRef),
    sourceRef,
    offsetMinutes: 0,
    device: null,
    fingerprint,
  };
}
