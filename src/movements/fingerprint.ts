import { hash } from 'node:crypto';

import type { Movement } from './movement.js';

/** Raised when the fingerprint of an equal content would change; a stored one is compared within its version only. */
export const FINGERPRINT_VERSION = 1;

type Content = Omit<Movement, 'movementId' | 'sourceRef' | 'fingerprint' | 'device' | 'offsetMinutes'>;

/**
 * A digest of what a movement says, over parsed and sorted content: the order of goods, the spelling of codes and the
 * offset in which the sender writes the same instant make no difference; nor does the device that sent it again.
 */
export function fingerprintOf(content: Content): string {
  const { goods } = content;
  const canonical = JSON.stringify([
    FINGERPRINT_VERSION,
    content.kind,
    content.sequence,
    // What is declared holds whenever it is said; said again, it is the same.
    content.kind === 'declare' ? null : content.occurredAt.getTime(),
    content.place?.locationId ?? null,
    content.destination?.locationId ?? null,
    content.carrier?.carrierId ?? null,
    content.consignee?.customerId ?? null,
    content.container?.logisticUnitId ?? null,
    content.orderRef,
    content.shipmentRef,
    goods.units.map(({ unitId, batch }) => `${unitId} ${batch?.batchId ?? ''}`).toSorted(),
    goods.logisticUnits.map(({ logisticUnitId }) => logisticUnitId).toSorted(),
    goods.quantities.map(({ batch, quantity, uom }) => `${batch.batchId} ${quantity} ${uom}`).toSorted(),
    content.declaration,
  ]);
  const hex = hash('sha256', canonical, 'hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
