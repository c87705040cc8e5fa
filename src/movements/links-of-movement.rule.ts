import type { Link } from './fold.rule.js';
import { containerIdOf, idsOf, NO_GOODS, sizeOf } from './goods.rule.js';
import type { LedgerMovement, LedgerUnit } from './ledger-movement.js';

/**
 * What a movement does to each unit and logistic unit that it names. A pallet scan is one link: what is on it follows. A
 * container was where something was put into it or taken out of it, which is a link of its own. What goes into a transform
 * is nowhere from then on; what comes out is there, and so is a unit that went in and came out again.
 */
export function linksOfMovement(movement: LedgerMovement): Link[] {
  const { goods, outputs } = movement;
  const containerId = containerIdOf(movement);
  const shared = {
    movementId: movement.movementId,
    occurredAt: movement.occurredAt,
    kind: movement.kind,
    sequence: movement.sequence,
    locationId: movement.place?.locationId ?? null,
    destinationId: movement.destination?.locationId ?? null,
    carrierId: movement.carrier?.carrierId ?? null,
    consigneeId: movement.consignee?.customerId ?? null,
    consignorId: movement.consignor?.customerId ?? null,
    containerId,
  };
  const ofInputs = movement.kind === 'transform' ? { ...shared, locationId: null } : shared;
  const made = new Set(outputs.units.map(({ unitId }) => unitId));
  return [
    ...goods.units.filter(({ unitId }) => !made.has(unitId)).map((unit) => linkOfUnit(unit, ofInputs)),
    ...outputs.units.map((unit) => linkOfUnit(unit, shared)),
    ...goods.logisticUnits.map(({ logisticUnitId }) => ({
      goodsId: logisticUnitId,
      ...shared,
      batchId: null,
    })),
    ...linksOfContainer(movement, shared),
  ];
}

/**
 * Everything that a movement says something of, and an open conflict would put in doubt: units, logistic units, batches; its
 * container too, also where nothing says where that was: what it holds is in doubt.
 */
export function goodsToldOf(movement: LedgerMovement): string[] {
  const counted = [movement.goods, movement.outputs].flatMap(({ quantities }) => idsOf({ ...NO_GOODS, quantities }));
  const container = containerIdOf(movement) ?? [];
  return [...new Set([...linksOfMovement(movement).map(({ goodsId }) => goodsId), ...counted].concat(container))];
}

/** Of a container: where it was when something was put into it or taken out, and that it was emptied. */
function linksOfContainer(movement: LedgerMovement, shared: Omit<Link, 'goodsId' | 'batchId'>): Link[] {
  const { kind, goods, place, assembly } = movement;
  const { containerId } = shared;
  if (containerId === null || (kind !== 'pack' && kind !== 'unpack')) return [];
  const isEmptied = sizeOf(goods) === 0;
  if (!isEmptied && !place) return [];
  const batchId = assembly?.batch?.batchId ?? null;
  return [{ goodsId: containerId, ...shared, containerId: isEmptied ? containerId : null, batchId }];
}

function linkOfUnit({ unitId, batch }: LedgerUnit, shared: Omit<Link, 'goodsId' | 'batchId'>): Link {
  return { goodsId: unitId, ...shared, batchId: batch?.batchId ?? null };
}
