import { hash } from 'node:crypto';

import { containerIdOf, sizeOf } from './goods.rule.js';
import type { Goods, Movement } from './movement.js';

/** Raised when the fingerprint of an equal content would change; a stored one is compared within its version only. */
export const FINGERPRINT_VERSION = 1;

type Content = Omit<
  Movement,
  'movementId' | 'sourceRef' | 'fingerprint' | 'device' | 'offsetMinutes' | 'declaredBatch' | 'labels'
>;

/**
 * A digest of what a movement says, over parsed and sorted content: the order of goods, the spelling of codes and the
 * offset in which the sender writes the same instant make no difference; nor does the device that sent it again.
 */
export function fingerprintOf(content: Content): string {
  const { goods, outputs } = content;
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
    containerIdOf(content),
    content.orderRef,
    content.shipmentRef,
    ...canonicalGoods(goods),
    content.declaration,
    ...(content.assembly ? [{ assemblyOf: content.assembly.batch?.batchId ?? null }] : []),
    // What names none of these has the digest that it had before there were any.
    ...(content.consignor ? [{ consignor: content.consignor.customerId }] : []),
    // Movements without outputs have the digest that they had before there were any.
    ...(sizeOf(outputs) === 0 ? [] : canonicalGoods(outputs)),
  ]);
  const hex = hash('sha256', canonical, 'hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function canonicalGoods({ units, logisticUnits, quantities }: Goods): string[][] {
  return [
    units.map(({ unitId, batch }) => `${unitId} ${batch?.batchId ?? ''}`).toSorted(),
    logisticUnits.map(({ logisticUnitId }) => logisticUnitId).toSorted(),
    quantities.map(({ batch, quantity, uom }) => `${batch.batchId} ${quantity} ${uom}`).toSorted(),
  ];
}
