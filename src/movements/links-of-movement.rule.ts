import type { Link } from './fold.rule.js';
import type { Movement } from './movement.js';

/**
 * What a movement does to each unit and logistic unit that it names. A pallet scan is one link: what is on it follows. A
 * container was where something was put into it or taken out of it, which is a link of its own.
 */
export function linksOfMovement(movement: Movement): Link[] {
  const shared = {
    movementId: movement.movementId,
    occurredAt: movement.occurredAt,
    kind: movement.kind,
    sequence: movement.sequence,
    locationId: movement.place?.locationId ?? null,
    destinationId: movement.destination?.locationId ?? null,
    carrierId: movement.carrier?.carrierId ?? null,
    consigneeId: movement.consignee?.customerId ?? null,
    containerId: movement.container?.logisticUnitId ?? null,
  };
  return [
    ...movement.goods.units.map(({ unitId, batch }) => ({
      goodsId: unitId,
      ...shared,
      batchId: batch?.batchId ?? null,
    })),
    ...movement.goods.logisticUnits.map(({ logisticUnitId }) => ({
      goodsId: logisticUnitId,
      ...shared,
      batchId: null,
    })),
    ...(movement.container && movement.place && isPacking(movement.kind)
      ? [{ goodsId: movement.container.logisticUnitId, ...shared, containerId: null, batchId: null }]
      : []),
  ];
}

function isPacking(kind: Movement['kind']): boolean {
  return kind === 'pack' || kind === 'unpack';
}
